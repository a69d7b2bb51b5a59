package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.Provider;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan.Skipped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call stays where it has to stay.
 *
 * @param demands sets of regions; a provider must stay within each of them
 */
record Residency(List<Set<String>> demands, Catalog catalog) implements Constraint {

  @Override
  public @Nullable String to(Candidate candidate) {
    DataHandling data = catalog.dataHandling(candidate.provider().name());
    for (Set<String> demanded : demands) {
      if (!data.staysWithin(demanded)) {
        return "is outside " + either(demanded) + ": " + where(data, demanded);
      }
    }
    return null;
  }

  private static String where(DataHandling data, Set<String> demanded) {
    if (data.region() == null) {
      return "its region is not stated";
    }
    return demanded.contains(data.region())
        ? "it stores data in " + String.join(", ", sorted(data.storesDataIn()))
        : "its region is " + data.region();
  }

  @Override
  public Failure refusal(String model, List<Skipped> skipped) {
    return Refusals.forbidden(
        "region_not_available",
        "The call has to stay in "
            + demands.stream().map(Residency::either).collect(Collectors.joining(", and in "))
            + ", and no candidate for "
            + Refusals.quoted(model)
            + " does: "
            + Refusals.list(skipped)
            + " "
            + remedy());
  }

  private String remedy() {
    List<String> within =
        catalog.providers().stream()
            .map(Provider::name)
            .filter(name -> demands.stream().allMatch(catalog.dataHandling(name)::staysWithin))
            .toList();
    return within.isEmpty()
        ? "No provider that is switched on stays there; a provider's `region` in the"
            + " configuration says where it is."
        : "Name a model of a provider that stays there: " + Refusals.names(within) + ".";
  }

  private static String either(Set<String> regions) {
    return String.join(" or ", sorted(regions));
  }

  private static List<String> sorted(Set<String> regions) {
    return regions.stream().sorted().toList();
  }
}
