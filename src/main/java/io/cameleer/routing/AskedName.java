package io.cameleer.routing;

import io.cameleer.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A name whose candidates may serve a call.
 *
 * @param name an alias, {@code provider/model} or a bare model id
 * @param byTask whether the content-based router chose it and not the client
 */
record AskedName(String name, boolean byTask) {

  /** The model for which the gateway chooses. */
  private static final String AUTO = "auto";

  /** The alias that serves {@code auto} where none is called so. */
  private static final String DEFAULT_ALIAS = "default";

  /**
   * The names of a call, each once: what the router chose, else the model as the client named it,
   * then the models it wants to fall back to.
   */
  static List<AskedName> of(CallTraits call, List<String> chosenByTask, Catalog catalog) {
    List<String> fallbacks = call.wishes().models();
    if (chosenByTask.isEmpty() && fallbacks.isEmpty()) {
      return List.of(new AskedName(asAlias(call.model(), catalog), false));
    }
    List<AskedName> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String chosen : chosenByTask) {
      if (seen.add(chosen)) {
        names.add(new AskedName(chosen, true));
      }
    }
    if (chosenByTask.isEmpty()) {
      String requested = asAlias(call.model(), catalog);
      seen.add(requested);
      names.add(new AskedName(requested, false));
    }
    for (String fallback : fallbacks) {
      String name = asAlias(fallback, catalog);
      if (seen.add(name)) {
        names.add(new AskedName(name, false));
      }
    }
    return names;
  }

  private static String asAlias(String name, Catalog catalog) {
    boolean byDefault =
        name.equals(AUTO)
            && catalog.rulesOf(AUTO) == null
            && catalog.rulesOf(DEFAULT_ALIAS) != null;
    return byDefault ? DEFAULT_ALIAS : name;
  }
}
