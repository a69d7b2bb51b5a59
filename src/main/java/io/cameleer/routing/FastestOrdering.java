package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * By what was lately measured. Options of which nothing is known are tried first, and now and then
 * another than the best one is, so that one that was slow once is found again when it recovers.
 *
 * @param speed what counts
 * @param random numbers from 0 to 1
 */
record FastestOrdering(Speed speed, DoubleSupplier random) implements Ordering {

  private static final double EXPLORATION = 0.02;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A measure of speed. */
  interface Speed {

    /** Lower is faster; negative infinity where unknown. */
    double of(Candidate candidate);

    /** A known value in words. */
    String note(double value);
  }

  /** How soon a candidate begins to answer. */
  record FirstToken(Health health) implements Speed {
    @Override
    public double of(Candidate candidate) {
      long nanos = health.medianFirstTokenNanos(candidate);
      return nanos < 0 ? Double.NEGATIVE_INFINITY : nanos;
    }

    @Override
    public String note(double value) {
      return (long) value / NANOS_PER_MILLI + " ms to the first token";
    }
  }

  /** How many tokens a candidate answers with in a second. */
  record Throughput(Health health) implements Speed {
    @Override
    public double of(Candidate candidate) {
      double tokensPerSecond = health.medianTokensPerSecond(candidate);
      return tokensPerSecond < 0 ? Double.NEGATIVE_INFINITY : -tokensPerSecond;
    }

    @Override
    public String note(double value) {
      return Math.round(-value) + " tokens per second";
    }
  }

  private record Measured(Option option, double value) {}

  @Override
  public List<Ranked> order(String alias, List<Option> options) {
    List<Measured> measured = new ArrayList<>(options.size());
    for (Option option : options) {
      measured.add(new Measured(option, speed.of(option.candidate())));
    }
    measured.sort(Comparator.comparingDouble(Measured::value));
    List<Ranked> ranked = new ArrayList<>(measured.size());
    for (Measured one : measured) {
      ranked.add(
          one.value() == Double.NEGATIVE_INFINITY
              ? new Ranked(one.option(), "tried first of", "not measured yet")
              : new Ranked(one.option(), "fastest of", speed.note(one.value())));
    }
    explore(ranked);
    return ranked;
  }

  private void explore(List<Ranked> ranked) {
    if (ranked.size() < 2 || random.getAsDouble() >= EXPLORATION) {
      return;
    }
    int others = ranked.size() - 1;
    int chosen = 1 + Math.min(others - 1, (int) (random.getAsDouble() * others));
    Ranked explored = ranked.remove(chosen);
    ranked.addFirst(new Ranked(explored.option(), "tried again from", explored.note()));
  }
}
