package io.cameleer.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Options at the providers a request lists come first, in the order of its list; the rest stays in
 * another order.
 *
 * @param places a provider's place in the list, by its name
 */
record ListedProvidersFirst(Map<String, Integer> places, Ordering rest) implements Ordering {

  @Override
  public List<Ranked> order(String alias, List<Option> options) {
    List<Ranked> ranked = new ArrayList<>(options.size());
    for (Ranked one : rest.order(alias, options)) {
      ranked.add(
          place(one) == Integer.MAX_VALUE
              ? one
              : new Ranked(one.option(), "wished first of", one.note()));
    }
    ranked.sort(Comparator.comparingInt(this::place));
    return ranked;
  }

  private int place(Ranked ranked) {
    return places.getOrDefault(ranked.option().candidate().provider().name(), Integer.MAX_VALUE);
  }
}
