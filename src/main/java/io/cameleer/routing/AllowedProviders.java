package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan.Skipped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls with a tag go to no other providers than the rules for the tag allow. */
record AllowedProviders(List<OfTag> rules) implements Constraint {

  /** The only providers that calls with a tag may go to. */
  record OfTag(String tag, List<String> providers) {}

  @Override
  public @Nullable String to(Candidate candidate) {
    for (OfTag rule : rules) {
      if (!rule.providers().contains(candidate.provider().name())) {
        return "is not allowed for the tag " + rule.tag();
      }
    }
    return null;
  }

  @Override
  public Failure refusal(String model, List<Skipped> skipped) {
    return Refusals.forbidden(
        "provider_not_allowed",
        "No candidate for "
            + Refusals.quoted(model)
            + " may be asked: "
            + Refusals.list(skipped)
            + " Name a model of an allowed provider: "
            + rules.stream()
                .map(rule -> "for the tag " + rule.tag() + " " + Refusals.names(rule.providers()))
                .collect(Collectors.joining("; "))
            + ".");
  }
}
