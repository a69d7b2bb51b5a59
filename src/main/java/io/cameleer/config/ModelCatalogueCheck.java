package io.cameleer.config;

import com.fasterxml.jackson.core.JsonPointer;
import io.cameleer.catalog.ListedModel;
import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.catalog.OwnerRule;
import io.cameleer.catalog.Price;
import io.cameleer.catalog.Trait;
import io.cameleer.catalog.TraitRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a catalogue of a document, or says everything that is wrong with it. */
final class ModelCatalogueCheck {

  private static final String ALL_TRAITS = "all";
  private static final String KNOWN_TRAITS =
      Arrays.stream(Trait.values()).map(Trait::configName).collect(Collectors.joining(", "));

  private final YamlProblems problems;
  private final PriceCheck prices;
  private final SuccessorCheck successors;
  private final Map<String, JsonPointer> idsSeen = new HashMap<>();

  /** Makes one of an entry, or reports why it can't and gives null. */
  private interface Conversion<S, T> {
    @Nullable T convert(JsonPointer at, S entry);
  }

  ModelCatalogueCheck(YamlProblems problems) {
    this.problems = problems;
    this.prices = new PriceCheck(problems);
    this.successors = new SuccessorCheck(problems);
  }

  /**
   * Checks everything.
   *
   * @throws InvalidConfigurationException with all problems found
   */
  ModelCatalogue check(@Nullable ModelCatalogueDocument document) {
    if (document == null) {
      problems.report(
          JsonPointer.empty(), "the file is empty.", "Start from the shipped config/models.yaml.");
      problems.throwIfAny();
      return new ModelCatalogue(List.of(), List.of(), List.of());
    }
    List<OwnerRule> owners = each("owners", document.owners(), this::owner);
    List<TraitRule> rules = each("traits", document.traits(), this::rule);
    List<ListedModel> models = each("models", document.models(), this::model);
    successors.check();
    problems.throwIfAny();
    return new ModelCatalogue(owners, rules, models);
  }

  private <S, T> List<T> each(
      String section, @Nullable List<@Nullable S> entries, Conversion<S, T> conversion) {
    List<T> converted = new ArrayList<>();
    JsonPointer place = JsonPointer.empty().appendProperty(section);
    for (int i = 0; entries != null && i < entries.size(); i++) {
      JsonPointer at = place.appendIndex(i);
      S entry = entries.get(i);
      if (entry == null) {
        problems.report(at, "the entry is empty.", "Fill it in or remove it.");
        continue;
      }
      T value = conversion.convert(at, entry);
      if (value != null) {
        converted.add(value);
      }
    }
    return converted;
  }

  private @Nullable OwnerRule owner(JsonPointer at, ModelCatalogueDocument.Owner owner) {
    String dialect = required(at, "dialect", owner.dialect());
    String match = required(at, "match", owner.match());
    Pattern pattern = pattern(at, match);
    return dialect == null || pattern == null ? null : new OwnerRule(dialect, pattern);
  }

  private TraitRule rule(JsonPointer at, ModelCatalogueDocument.Rule rule) {
    return new TraitRule(
        rule.dialect(),
        pattern(at, rule.match()),
        traits(at.appendProperty("add"), rule.add(), false),
        traits(at.appendProperty("remove"), rule.remove(), true));
  }

  private @Nullable Pattern pattern(JsonPointer at, @Nullable String match) {
    if (match == null) {
      return null;
    }
    try {
      return Pattern.compile(match);
    } catch (PatternSyntaxException faulty) {
      problems.report(
          at.appendProperty("match"),
          "'" + match + "' is no regular expression: " + faulty.getDescription() + ".",
          "Use Java's syntax and write it between single quotes.");
      return null;
    }
  }

  private Set<Trait> traits(
      JsonPointer at, @Nullable List<@Nullable String> names, boolean allAllowed) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (int i = 0; names != null && i < names.size(); i++) {
      String name = String.valueOf(names.get(i));
      if (allAllowed && name.equals(ALL_TRAITS)) {
        traits.addAll(EnumSet.allOf(Trait.class));
        continue;
      }
      JsonPointer place = at.appendIndex(i);
      Trait.named(name)
          .ifPresentOrElse(
              traits::add,
              () ->
                  problems.report(
                      place, "no trait is called '" + name + "'.", "Known: " + KNOWN_TRAITS + "."));
    }
    return traits;
  }

  private @Nullable ListedModel model(JsonPointer at, ModelCatalogueDocument.Listed model) {
    String id = required(at, "id", model.id());
    String dialect = required(at, "dialect", model.dialect());
    positive(at.appendProperty("context-window"), model.contextWindow());
    positive(at.appendProperty("max-output"), model.maxOutput());
    Price price = prices.check(at.appendProperty("price"), model.price());
    if (id == null || dialect == null) {
      return null;
    }
    List<String> aliases = aliases(at.appendProperty("aliases"), model.aliases());
    seen(at.appendProperty("id"), dialect, id);
    for (int i = 0; i < aliases.size(); i++) {
      seen(at.appendProperty("aliases").appendIndex(i), dialect, aliases.get(i));
    }
    ListedModel listed =
        new ListedModel(
            id,
            dialect,
            model.contextWindow(),
            model.maxOutput(),
            price,
            aliases,
            model.successor());
    successors.add(at.appendProperty("successor"), listed);
    return listed;
  }

  private List<String> aliases(JsonPointer at, @Nullable List<@Nullable String> aliases) {
    if (aliases == null) {
      return List.of();
    }
    if (aliases.stream().anyMatch(alias -> alias == null || alias.isBlank())) {
      problems.report(at, "an alias is empty.", "Write an id of the model, or remove the entry.");
    }
    List<String> written = new ArrayList<>();
    for (String alias : aliases) {
      if (alias != null) {
        written.add(alias);
      }
    }
    return written;
  }

  private void seen(JsonPointer at, String dialect, String id) {
    JsonPointer first = idsSeen.putIfAbsent(dialect + "/" + id.toLowerCase(Locale.ROOT), at);
    if (first != null) {
      problems.report(
          at,
          "model '%s' of dialect %s is there already, at line %d."
              .formatted(id, dialect, problems.line(first)),
          "Remove one of the two.");
    }
  }

  private void positive(JsonPointer at, @Nullable Integer tokens) {
    if (tokens != null && tokens <= 0) {
      problems.report(at, tokens + " is no number of tokens.", "Write 1 or more, or leave it out.");
    }
  }

  private @Nullable String required(JsonPointer at, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      problems.report(at.appendProperty(name), "it is missing.", "Write " + name + ".");
      return null;
    }
    return value;
  }
}
