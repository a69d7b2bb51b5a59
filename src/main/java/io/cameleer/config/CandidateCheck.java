package io.cameleer.config;

import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Sandbox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads names of providers and of their models, and reports those that lead nowhere. */
final class CandidateCheck {

  private final PropertyProblems problems;
  private final Set<String> knownProviders;

  /** Checks against the providers that are built in or configured. */
  CandidateCheck(PropertyProblems problems, Set<String> configuredProviders) {
    this.problems = problems;
    this.knownProviders = new LinkedHashSet<>();
    BuiltInProvider.ALL.forEach(builtIn -> knownProviders.add(builtIn.name()));
    knownProviders.addAll(configuredProviders);
    knownProviders.add(Sandbox.PROVIDER);
  }

  /** The models, those that are faulty left out. */
  List<ModelReference> candidates(String key, List<String> written) {
    List<ModelReference> candidates = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      ModelReference candidate = candidate(key + "[" + i + "]", written.get(i));
      if (candidate != null) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /** A model by {@code provider/model}, or null where it is faulty. */
  @Nullable ModelReference candidate(String key, @Nullable String written) {
    String text = Objects.requireNonNullElse(written, "").strip();
    Optional<ModelReference> reference = ModelReference.parse(text);
    if (reference.isEmpty()) {
      problems.report(
          key,
          "'" + text + "' names no provider and model.",
          "Write provider/model, like openai/gpt-5.5.");
      return null;
    }
    return known(key, reference.get().provider()) ? reference.get() : null;
  }

  /** Names of providers, those that are faulty left out. */
  List<String> providers(String key, List<String> written) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String name = Objects.requireNonNullElse(written.get(i), "").strip();
      if (known(key + "[" + i + "]", name)) {
        names.add(name);
      }
    }
    return names;
  }

  private boolean known(String key, String provider) {
    boolean known = knownProviders.contains(provider);
    if (!known) {
      problems.report(
          key,
          "no provider is called '" + provider + "'.",
          "Configure it under cameleer.providers, or use one of "
              + String.join(", ", knownProviders)
              + ".");
    }
    return known;
  }
}
