package io.cameleer.config;

import com.fasterxml.jackson.core.JsonPointer;
import io.cameleer.catalog.ListedModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports successors of retired models that are not listed, or that lead round in a circle. */
final class SuccessorCheck {

  private final YamlProblems problems;
  private final Map<String, ListedModel> byId = new HashMap<>();
  private final Map<JsonPointer, ListedModel> retired = new LinkedHashMap<>();

  SuccessorCheck(YamlProblems problems) {
    this.problems = problems;
  }

  /** Takes a model and the place of its key {@code successor}. */
  void add(JsonPointer at, ListedModel model) {
    byId.put(key(model.dialect(), model.id()), model);
    model.aliases().forEach(alias -> byId.put(key(model.dialect(), alias), model));
    if (model.successor() != null) {
      retired.put(at, model);
    }
  }

  /** Checks the successors of all models taken. */
  void check() {
    retired.forEach((at, model) -> {
      if (successor(model) == null) {
        problems.report(
            at,
            "no model of dialect %s is called '%s'.".formatted(model.dialect(), model.successor()),
            "Write the id of a model that is listed for the same dialect.");
      } else if (leadsBack(model)) {
        problems.report(
            at,
            "the successors of '" + model.id() + "' lead back to it.",
            "Write a model that is not retired.");
      }
    });
  }

  private boolean leadsBack(ListedModel model) {
    Set<ListedModel> passed = new HashSet<>();
    ListedModel next = successor(model);
    while (next != null && !next.equals(model) && passed.add(next)) {
      next = successor(next);
    }
    return model.equals(next);
  }

  private @Nullable ListedModel successor(ListedModel model) {
    String successor = model.successor();
    return successor == null ? null : byId.get(key(model.dialect(), successor));
  }

  private static String key(String dialect, String id) {
    return dialect + "/" + id.toLowerCase(Locale.ROOT);
  }
}
