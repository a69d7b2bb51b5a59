package io.cameleer.config;

import io.cameleer.catalog.GatewayKey;
import io.cameleer.catalog.Secret;
import io.cameleer.config.CameleerProperties.NamedCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the gateway's keys of what is configured, and reports what is wrong with them. */
final class GatewayKeyCheck {

  private static final String API_KEYS = CameleerProperties.PREFIX + ".api-keys";
  private static final String CALLERS = CameleerProperties.PREFIX + ".callers";

  private final PropertyProblems problems;
  private final NameCheck names;
  private final RegionCheck regions;
  private final List<GatewayKey> keys = new ArrayList<>();

  GatewayKeyCheck(PropertyProblems problems) {
    this.problems = problems;
    this.names = new NameCheck(problems, "a caller", "Write who it is, like team-a.");
    this.regions = new RegionCheck(problems);
  }

  /** The keys clients may show: those of callers, then those without a name. */
  List<GatewayKey> check(List<NamedCaller> callers, List<SecretSource> apiKeys) {
    for (int i = 0; i < callers.size(); i++) {
      String place = CALLERS + "[" + i + "]";
      NamedCaller caller = callers.get(i);
      String name = names.name(place + ".name", caller.name());
      Set<String> allowed = regions.regions(place + ".regions", caller.regions());
      add(name, allowed, place + ".api-key", caller.apiKey());
    }
    for (int i = 0; i < apiKeys.size(); i++) {
      add(null, Set.of(), API_KEYS + "[" + i + "]", apiKeys.get(i));
    }
    return keys;
  }

  private void add(
      @Nullable String caller, Set<String> allowed, String place, @Nullable SecretSource source) {
    if (source == null || source.blank()) {
      problems.report(place, "the key is empty.", "Write one, or remove the entry.");
    } else if (source.missingVariable().isPresent()) {
      problems.report(
          place,
          "the variable " + source.missingVariable().get() + " is not set.",
          "Set it, or remove the entry.");
    } else {
      Secret secret = source.resolve(problems, place);
      if (known(secret)) {
        problems.report(place, "the same key is there already.", "Give each its own, or merge.");
      }
      keys.add(new GatewayKey(caller, secret, allowed));
    }
  }

  /** An empty one has been reported as such. */
  private boolean known(Secret secret) {
    return !secret.reveal().isEmpty() && keys.stream().anyMatch(key -> key.secret().equals(secret));
  }
}
