package io.cameleer.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of models: what their ids say of them, and the windows and prices of those that
 * are listed. Immutable and thread-safe. A lookup costs one or two map accesses: listed models are
 * made beforehand, others are remembered up to a bound.
 */
public final class ModelCatalogue {

  /** Ids come from clients, so what is remembered of them has a bound. */
  private static final int MAX_REMEMBERED = 4_096;

  /** What makers append to a model's id for one version of it: a date, or part of one. */
  private static final Pattern DATED =
      Pattern.compile("^(.+)[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4})$");

  private final List<OwnerRule> owners;
  private final List<TraitRule> rules;
  private final List<ListedModel> models;
  private final Map<Key, ListedModel> listed;
  private final Map<Key, Known> prepared;
  private final ConcurrentHashMap<Key, Known> remembered = new ConcurrentHashMap<>();

  private record Key(String dialect, String id) {}

  private record Known(Model model, @Nullable String successor) {}

  /**
   * Builds a catalogue.
   *
   * @param owners whose a bare id is; the first match counts
   * @param rules which traits a model has; all that match apply in order
   * @param models no id, alias ids included, twice within a dialect
   * @throws IllegalArgumentException where an id is there twice, or a successor is not listed or
   *     leads back to the model it follows
   */
  public ModelCatalogue(List<OwnerRule> owners, List<TraitRule> rules, List<ListedModel> models) {
    this.owners = List.copyOf(owners);
    this.rules = List.copyOf(rules);
    this.models = List.copyOf(models);
    Map<Key, ListedModel> byKey = new HashMap<>();
    for (ListedModel model : models) {
      idsOf(model)
          .map(id -> new Key(model.dialect(), ModelId.of(id).full()))
          .forEach(key -> putNew(byKey, key, model));
    }
    this.listed = Map.copyOf(byKey);
    Map<Key, Known> made = new HashMap<>();
    for (ListedModel model : models) {
      idsOf(model).map(id -> new Key(model.dialect(), id)).forEach(key -> made.put(key, make(key)));
    }
    this.prepared = Map.copyOf(made);
  }

  private static Stream<String> idsOf(ListedModel model) {
    return Stream.concat(Stream.of(model.id()), model.aliases().stream());
  }

  private static void putNew(Map<Key, ListedModel> byKey, Key key, ListedModel model) {
    if (byKey.put(key, model) != null) {
      throw new IllegalArgumentException(
          "model " + key.id() + " of dialect " + key.dialect() + " is listed twice");
    }
  }

  /**
   * A model as the catalogue knows it. One that is not listed has the traits its id suggests, and
   * neither window nor price. One that is resold (a listed id behind a vendor's name) or fine-tuned
   * has the window, but no price: its own price is not known.
   *
   * @param modelId the provider's own id, with or without {@code models/} or a vendor's prefix
   */
  public Model model(String dialect, String modelId) {
    return known(new Key(dialect, modelId)).model();
  }

  /**
   * The id of the model that calls for a retired one go to, which is not retired itself; null where
   * the model is not retired. What is said of a model holds for its dated versions, but neither for
   * resold nor for fine-tuned ones.
   */
  public @Nullable String successor(String dialect, String modelId) {
    return known(new Key(dialect, modelId)).successor();
  }

  /** Whether a model of just this id, or alias id, is listed for a dialect. */
  public boolean lists(String dialect, String modelId) {
    return prepared.containsKey(new Key(dialect, modelId));
  }

  private Known known(Key key) {
    Known known = prepared.get(key);
    if (known == null) {
      known = remembered.get(key);
    }
    if (known == null) {
      known = make(key);
      if (remembered.mappingCount() < MAX_REMEMBERED) {
        remembered.put(key, known);
      }
    }
    return known;
  }

  /** The dialect whose owner makes a model of that id, if an owner's pattern says so. */
  public Optional<String> dialectOf(String bareModelId) {
    String bare = ModelId.of(bareModelId).bare();
    return owners.stream()
        .filter(owner -> owner.pattern().matcher(bare).find())
        .map(OwnerRule::dialect)
        .findFirst();
  }

  /** The ids of the models listed for a dialect, in the catalogue's order, without alias ids. */
  public List<String> listed(String dialect) {
    return models.stream()
        .filter(model -> model.dialect().equals(dialect))
        .map(ListedModel::id)
        .toList();
  }

  private Known make(Key key) {
    ModelId id = ModelId.of(key.id());
    ListedModel data = find(key.dialect(), id.full());
    Price price = data == null ? null : data.price();
    String successor = data == null ? null : lastSuccessor(data);
    if (data == null && !id.own()) {
      data = find(key.dialect(), id.bare());
    }
    return new Known(
        new Model(
            key.id(),
            data == null ? null : data.contextWindow(),
            data == null ? null : data.maxOutputTokens(),
            price,
            traits(key.dialect(), id)),
        successor);
  }

  private @Nullable String lastSuccessor(ListedModel retired) {
    ListedModel last = retired;
    for (int steps = 0; last.successor() != null; steps++) {
      ListedModel next = listed.get(new Key(last.dialect(), ModelId.of(last.successor()).full()));
      if (next == null || steps == models.size()) {
        throw new IllegalArgumentException(
            "the successor of model %s of dialect %s is not listed or leads back to it"
                .formatted(retired.id(), retired.dialect()));
      }
      last = next;
    }
    return last.equals(retired) ? null : last.id();
  }

  private @Nullable ListedModel find(String dialect, String id) {
    ListedModel exact = listed.get(new Key(dialect, id));
    if (exact != null) {
      return exact;
    }
    Matcher dated = DATED.matcher(id);
    return dated.matches() ? listed.get(new Key(dialect, dated.group(1))) : null;
  }

  private Set<Trait> traits(String dialect, ModelId id) {
    Set<Trait> traits = new HashSet<>();
    for (TraitRule rule : rules) {
      if (rule.appliesTo(dialect, id)) {
        traits.removeAll(rule.removed());
        traits.addAll(rule.added());
      }
    }
    return traits;
  }
}
