package io.cameleer.provider.gemini;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.Trait;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Models of the Gemini API, with the traits that tests need. */
final class Candidates {

  private static final Provider PROVIDER =
      new Provider(
          "gemini",
          "gemini",
          URI.create("https://generativelanguage.googleapis.com"),
          new Provider.Authentication("x-goog-api-key", "", new Secret("key")),
          Map.of(),
          Map.of(),
          new Provider.Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(5)),
          100);

  private Candidates() {}

  /** A model of generation 3 that takes everything. */
  static Candidate latest() {
    Set<Trait> traits =
        EnumSet.of(
            Trait.VISION,
            Trait.AUDIO_INPUT,
            Trait.PDF_INPUT,
            Trait.TOOLS,
            Trait.JSON_SCHEMA,
            Trait.JSON_WITH_TOOLS,
            Trait.MULTIMODAL_TOOL_RESULTS,
            Trait.SYSTEM_PROMPT,
            Trait.SAMPLING,
            Trait.PENALTIES,
            Trait.REASONING,
            Trait.THINKING_LEVEL);
    return of(new Model("gemini-3.8-flash", 1_048_576, 65_536, null, traits));
  }

  /** A model with some traits and nothing else known. */
  static Candidate withTraits(String id, Trait... traits) {
    return of(new Model(id, null, null, null, Set.of(traits)));
  }

  /** A model at Google. */
  static Candidate of(Model model) {
    return new Candidate(PROVIDER, model);
  }
}
