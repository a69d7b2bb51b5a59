package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.Price;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan.Skipped;
import io.cameleer.routing.Wishes.MaxPrice;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nobody is asked whom the request itself does not want to be asked. */
record WishedCandidates(CallTraits call, Catalog catalog, ParameterSupport parameters)
    implements Constraint {

  /** Whether a request wants anybody not to be asked. */
  static boolean any(Wishes wishes) {
    return !wishes.only().isEmpty()
        || !wishes.ignore().isEmpty()
        || onlyListed(wishes)
        || wishes.denyDataCollection()
        || wishes.requireParameters()
        || !wishes.maxPrice().equals(MaxPrice.NONE);
  }

  /** As at OpenRouter: without fallbacks, the providers that are listed are still asked in turn. */
  private static boolean onlyListed(Wishes wishes) {
    return !wishes.allowFallbacks() && !wishes.order().isEmpty();
  }

  @Override
  public @Nullable String to(Candidate candidate) {
    String objection = toProvider(candidate.provider().name());
    if (objection == null) {
      objection = toPrice(candidate.model().price());
    }
    if (objection == null && call.wishes().requireParameters()) {
      objection = toParameters(parameters.unsupported(candidate));
    }
    return objection;
  }

  private @Nullable String toProvider(String name) {
    Wishes wishes = call.wishes();
    if (!wishes.only().isEmpty() && !wishes.only().contains(name)) {
      return "is not in provider.only";
    }
    if (wishes.ignore().contains(name)) {
      return "is in provider.ignore";
    }
    if (onlyListed(wishes) && !wishes.order().contains(name)) {
      return "is not in provider.order, and provider.allow_fallbacks is false";
    }
    if (wishes.denyDataCollection() && catalog.dataHandling(name).collectsData()) {
      return "may collect data, which provider.data_collection denies";
    }
    return null;
  }

  private @Nullable String toPrice(@Nullable Price price) {
    MaxPrice most = call.wishes().maxPrice();
    if (most.equals(MaxPrice.NONE)) {
      return null;
    }
    if (price == null) {
      return "has no known price to compare with provider.max_price";
    }
    Price rates = price.at(call.promptTokens());
    String objection = toRate("prompt", rates.input(), most.prompt());
    return objection == null ? toRate("completion", rates.output(), most.completion()) : objection;
  }

  private static @Nullable String toRate(String kind, BigDecimal rate, @Nullable BigDecimal most) {
    return most == null || rate.compareTo(most) <= 0
        ? null
        : "costs $" + rate.toPlainString() + " per million, above provider.max_price." + kind;
  }

  private static @Nullable String toParameters(List<String> unsupported) {
    return unsupported.isEmpty()
        ? null
        : "does not support " + Refusals.names(unsupported) + " (provider.require_parameters)";
  }

  @Override
  public Failure refusal(String model, List<Skipped> skipped) {
    return Failure.badRequest(
        "no_candidate_left",
        "provider",
        "Nobody is left who may serve "
            + Refusals.quoted(model)
            + ": "
            + Refusals.list(skipped)
            + " Ask for less in `provider`, or name another model.");
  }
}
