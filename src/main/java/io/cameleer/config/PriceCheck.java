package io.cameleer.config;

import com.fasterxml.jackson.core.JsonPointer;
import io.cameleer.catalog.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a price of what a document says, or reports what is wrong with it. */
final class PriceCheck {

  private final YamlProblems problems;

  PriceCheck(YamlProblems problems) {
    this.problems = problems;
  }

  /** A price, or null where there is none or it is faulty. */
  @Nullable Price check(JsonPointer at, ModelCatalogueDocument.@Nullable Rates rates) {
    if (rates == null) {
      return null;
    }
    List<Price.Tier> tiers = tiers(at.appendProperty("tiers"), rates.tiers());
    return price(at, rates.input(), rates.output(), rates.cachedRead(), rates.cacheWrite(), tiers);
  }

  private List<Price.Tier> tiers(
      JsonPointer at, @Nullable List<ModelCatalogueDocument.@Nullable Step> steps) {
    List<Price.Tier> tiers = new ArrayList<>();
    long bound = -1;
    for (int i = 0; steps != null && i < steps.size(); i++) {
      JsonPointer place = at.appendIndex(i);
      ModelCatalogueDocument.Step step = steps.get(i);
      if (step == null || step.above() == null || step.above() <= bound) {
        problems.report(
            place.appendProperty("above"),
            "a tier says above how many prompt tokens it holds.",
            "Write `above`, 0 or more, and larger than in the tier before.");
        continue;
      }
      bound = step.above();
      Price price =
          price(
              place, step.input(), step.output(), step.cachedRead(), step.cacheWrite(), List.of());
      if (price != null) {
        tiers.add(new Price.Tier(bound, price));
      }
    }
    return tiers;
  }

  private @Nullable Price price(
      JsonPointer at,
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cachedRead,
      @Nullable BigDecimal cacheWrite,
      List<Price.Tier> tiers) {
    notNegative(at.appendProperty("input"), input);
    notNegative(at.appendProperty("output"), output);
    notNegative(at.appendProperty("cached-read"), cachedRead);
    notNegative(at.appendProperty("cache-write"), cacheWrite);
    if (input == null || output == null) {
      problems.report(
          at,
          "a price has input and output.",
          "Write both (embeddings: `output: 0`), or leave out a price that is not known.");
      return null;
    }
    return new Price(input, output, cachedRead, cacheWrite, tiers);
  }

  private void notNegative(JsonPointer at, @Nullable BigDecimal rate) {
    if (rate != null && rate.signum() < 0) {
      problems.report(
          at,
          rate.toPlainString() + " is negative.",
          "Write US dollars per million tokens, 0 or more.");
    }
  }
}
