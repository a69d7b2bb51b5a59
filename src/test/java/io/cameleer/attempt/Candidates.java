package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Candidates with nothing particular about them. */
final class Candidates {

  static final Candidate FIRST = of("first");
  static final Candidate SECOND = of("second");
  static final Candidate THIRD = of("third");

  private Candidates() {}

  /** The model {@code m} of a provider. */
  static Candidate of(String provider) {
    return new Candidate(
        new Provider(
            provider,
            "openai",
            URI.create("http://localhost/" + provider),
            new Provider.Authentication("Authorization", "Bearer ", new Secret("key")),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(1), Duration.ofHours(1)),
            1),
        new Model("m", null, null, null, Set.of()));
  }
}
