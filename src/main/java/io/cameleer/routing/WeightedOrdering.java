package io.cameleer.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * By chance in proportion to the weights, but always the same way for one caller.
 *
 * @param caller empty where unknown: then every call draws anew
 * @param random numbers from 0 to 1
 */
record WeightedOrdering(String caller, DoubleSupplier random) implements Ordering {

  private static final double DECIMALS = 10_000;

  private record Drawn(Option option, double score) {}

  @Override
  public List<Ranked> order(String alias, List<Option> options) {
    RendezvousHash hash = new RendezvousHash(caller, alias);
    List<Drawn> drawn = new ArrayList<>(options.size());
    double total = 0;
    for (Option option : options) {
      double number = caller.isEmpty() ? 1 - random.getAsDouble() : hash.draw(option.candidate());
      drawn.add(new Drawn(option, RendezvousHash.score(number, option.weight())));
      total += option.weight();
    }
    drawn.sort(Comparator.comparingDouble(Drawn::score));
    String all = " of " + plain(total);
    List<Ranked> ranked = new ArrayList<>(drawn.size());
    for (Drawn one : drawn) {
      ranked.add(
          new Ranked(one.option(), "drawn from", "weight " + plain(one.option().weight()) + all));
    }
    return ranked;
  }

  /**
   * Without the decimals that a whole number does not need and sums of others only seem to have.
   */
  private static String plain(double weight) {
    double rounded = Math.round(weight * DECIMALS) / DECIMALS;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
