package io.cameleer.config;

import io.cameleer.catalog.Alias;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Sandbox;
import io.cameleer.config.CameleerProperties.NamedCandidates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes aliases of what is configured, and reports what is wrong with them. */
final class AliasCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".aliases";

  private final PropertyProblems problems;
  private final Set<String> knownProviders;

  /** Checks against the providers that are built in or configured. */
  AliasCheck(PropertyProblems problems, Set<String> configuredProviders) {
    this.problems = problems;
    this.knownProviders = new LinkedHashSet<>();
    BuiltInProvider.ALL.forEach(builtIn -> knownProviders.add(builtIn.name()));
    knownProviders.addAll(configuredProviders);
    knownProviders.add(Sandbox.PROVIDER);
  }

  /** The aliases, those that are faulty left out. */
  List<Alias> check(List<NamedCandidates> configured) {
    List<Alias> aliases = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < configured.size(); i++) {
      String key = KEY + "[" + i + "]";
      String name = Objects.requireNonNullElse(configured.get(i).name(), "").strip();
      if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
        problems.report(
            key + ".name",
            "an alias has a name without white space.",
            "Write what clients shall put in `model`.");
      } else if (!seen.add(name)) {
        problems.report(
            key + ".name", "the alias '" + name + "' is there already.", "Merge the two.");
      }
      aliases.add(Alias.inOrder(name, candidates(key, name, configured.get(i).candidates())));
    }
    return aliases;
  }

  private List<ModelReference> candidates(String key, String alias, List<String> written) {
    if (written.isEmpty()) {
      problems.report(
          key + ".candidates",
          "the alias '" + alias + "' has no candidate.",
          "Write at least one as provider/model.");
    }
    List<ModelReference> candidates = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String place = key + ".candidates[" + i + "]";
      String text = written.get(i).strip();
      Optional<ModelReference> reference = ModelReference.parse(text);
      if (reference.isEmpty()) {
        problems.report(
            place,
            "'" + text + "' names no provider and model.",
            "Write provider/model, like openai/gpt-5.5.");
      } else if (!knownProviders.contains(reference.get().provider())) {
        problems.report(
            place,
            "no provider is called '" + reference.get().provider() + "'.",
            "Configure it under cameleer.providers, or use one of "
                + String.join(", ", knownProviders)
                + ".");
      } else {
        candidates.add(reference.get());
      }
    }
    return candidates;
  }
}
