package io.cameleer.routing;

import io.cameleer.catalog.Trait;
import io.cameleer.routing.Wishes.MaxPrice;
import io.cameleer.routing.Wishes.Sort;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** A call for a model, with whatever else it says. */
record RequestedCall(CallTraits traits) {

  static RequestedCall model(String model) {
    return new RequestedCall(
        new CallTraits(
            model,
            false,
            Set.of(),
            PromptTokens.of(100),
            null,
            List.of(),
            "",
            null,
            Wishes.NONE,
            Set.of()));
  }

  RequestedCall embeddings() {
    return with(true, traits.needs(), traits.prompt(), traits.outputTokens());
  }

  RequestedCall needs(Trait... needs) {
    return with(traits.embeddings(), Set.of(needs), traits.prompt(), traits.outputTokens());
  }

  RequestedCall tokens(long prompt, Integer output) {
    return with(traits.embeddings(), traits.needs(), PromptTokens.of(prompt), output);
  }

  RequestedCall tags(String... tags) {
    return context(List.of(tags), traits.caller(), traits.providerBound(), traits.regions());
  }

  RequestedCall caller(String caller) {
    return context(traits.tags(), caller, traits.providerBound(), traits.regions());
  }

  RequestedCall boundBecause(String reason) {
    return context(traits.tags(), traits.caller(), reason, traits.regions());
  }

  RequestedCall regions(String... regions) {
    return context(traits.tags(), traits.caller(), traits.providerBound(), Set.of(regions));
  }

  RequestedCall models(String... models) {
    Wishes old = traits.wishes();
    return providers(List.of(models), old.order(), old.only(), old.ignore());
  }

  RequestedCall order(String... order) {
    Wishes old = traits.wishes();
    return providers(old.models(), List.of(order), old.only(), old.ignore());
  }

  RequestedCall only(String... only) {
    Wishes old = traits.wishes();
    return providers(old.models(), old.order(), Set.of(only), old.ignore());
  }

  RequestedCall ignore(String... ignore) {
    Wishes old = traits.wishes();
    return providers(old.models(), old.order(), old.only(), Set.of(ignore));
  }

  RequestedCall withoutFallbacks() {
    Wishes old = traits.wishes();
    return terms(false, old.requireParameters(), old.sort(), old.maxPrice());
  }

  RequestedCall requireParameters() {
    Wishes old = traits.wishes();
    return terms(old.allowFallbacks(), true, old.sort(), old.maxPrice());
  }

  RequestedCall sort(Sort sort) {
    Wishes old = traits.wishes();
    return terms(old.allowFallbacks(), old.requireParameters(), sort, old.maxPrice());
  }

  RequestedCall maxPrice(String prompt, String completion) {
    Wishes old = traits.wishes();
    return terms(
        old.allowFallbacks(),
        old.requireParameters(),
        old.sort(),
        new MaxPrice(decimal(prompt), decimal(completion)));
  }

  RequestedCall denyDataCollection() {
    Wishes old = traits.wishes();
    return wishes(
        new Wishes(
            old.models(),
            old.order(),
            old.only(),
            old.ignore(),
            old.allowFallbacks(),
            old.requireParameters(),
            old.sort(),
            old.maxPrice(),
            true));
  }

  RequestedCall wishes(Wishes wishes) {
    return new RequestedCall(
        new CallTraits(
            traits.model(),
            traits.embeddings(),
            traits.needs(),
            traits.prompt(),
            traits.outputTokens(),
            traits.tags(),
            traits.caller(),
            traits.providerBound(),
            wishes,
            traits.regions()));
  }

  private RequestedCall providers(
      List<String> models, List<String> order, Set<String> only, Set<String> ignore) {
    Wishes old = traits.wishes();
    return wishes(
        new Wishes(
            models,
            order,
            only,
            ignore,
            old.allowFallbacks(),
            old.requireParameters(),
            old.sort(),
            old.maxPrice(),
            old.denyDataCollection()));
  }

  private RequestedCall terms(
      boolean allowFallbacks, boolean requireParameters, Sort sort, MaxPrice maxPrice) {
    Wishes old = traits.wishes();
    return wishes(
        new Wishes(
            old.models(),
            old.order(),
            old.only(),
            old.ignore(),
            allowFallbacks,
            requireParameters,
            sort,
            maxPrice,
            old.denyDataCollection()));
  }

  private RequestedCall with(
      boolean embeddings, Set<Trait> needs, PromptTokens prompt, Integer output) {
    return new RequestedCall(
        new CallTraits(
            traits.model(),
            embeddings,
            needs,
            prompt,
            output,
            traits.tags(),
            traits.caller(),
            traits.providerBound(),
            traits.wishes(),
            traits.regions()));
  }

  private RequestedCall context(
      List<String> tags, String caller, String bound, Set<String> regions) {
    return new RequestedCall(
        new CallTraits(
            traits.model(),
            traits.embeddings(),
            traits.needs(),
            traits.prompt(),
            traits.outputTokens(),
            tags,
            caller,
            bound,
            traits.wishes(),
            regions));
  }

  private static BigDecimal decimal(String number) {
    return number == null ? null : new BigDecimal(number);
  }
}
