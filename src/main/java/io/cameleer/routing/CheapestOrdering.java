package io.cameleer.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what the call may cost; options without a known price come last. */
record CheapestOrdering(CallTraits call) implements Ordering {

  private record Priced(Option option, @Nullable BigDecimal cost) {}

  @Override
  public List<Ranked> order(String alias, List<Option> options) {
    List<Priced> priced = new ArrayList<>(options.size());
    for (Option option : options) {
      priced.add(new Priced(option, EstimatedCost.comparable(call, option.candidate())));
    }
    priced.sort(
        Comparator.comparing(Priced::cost, Comparator.nullsLast(Comparator.naturalOrder())));
    List<Ranked> ranked = new ArrayList<>(priced.size());
    for (Priced one : priced) {
      ranked.add(new Ranked(one.option(), "cheapest of", EstimatedCost.note(call, one.cost())));
    }
    return ranked;
  }
}
