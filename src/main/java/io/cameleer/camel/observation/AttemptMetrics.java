package io.cameleer.camel.observation;

import io.cameleer.attempt.Attempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.chat.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts attempts by how they ended, and times those in which the provider was asked. */
final class AttemptMetrics {

  private static final int MOST_SERIES = 1_000;

  /** Codes of failures come from providers. */
  private static final int MOST_ERRORS = 60;

  private final MeterRegistry registry;
  private final Labelling labelling;
  private final BoundedNames errors = new BoundedNames(MOST_ERRORS);
  private final ConcurrentMap<Key, Meters> series = new ConcurrentHashMap<>();

  AttemptMetrics(MeterRegistry registry, Labelling labelling) {
    this.registry = registry;
    this.labelling = labelling;
  }

  /** What tells attempts apart. */
  private record Key(
      String operation,
      String provider,
      String model,
      String answeringModel,
      String outcome,
      String error,
      boolean asked) {

    Key folded() {
      return new Key(
          operation, provider, BoundedNames.OTHER, CallLabels.ABSENT, outcome, "_OTHER", asked);
    }
  }

  private record Meters(Counter count, @Nullable Timer duration) {}

  void record(Attempt attempt, CallLabels call) {
    Outcome outcome = attempt.outcome();
    boolean succeeded = outcome instanceof Outcome.Succeeded;
    Key key =
        new Key(
            call.operation(),
            attempt.candidate().provider().name(),
            labelling.model(attempt.candidate()),
            succeeded ? call.answeringModel() : CallLabels.ABSENT,
            word(outcome),
            succeeded ? CallLabels.ABSENT : errors.admit(outcome.label()),
            asked(outcome));
    Meters meters = seriesOf(key);
    meters.count.increment();
    if (meters.duration != null) {
      meters.duration.record(attempt.duration().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Meters seriesOf(Key key) {
    Meters known = series.get(key);
    if (known != null) {
      return known;
    }
    return series.computeIfAbsent(series.size() < MOST_SERIES ? key : key.folded(), this::register);
  }

  private Meters register(Key key) {
    Tags shared =
        Tags.of(
            CallLabels.PROVIDER, key.provider(),
            CallLabels.MODEL, key.model(),
            CallLabels.ERROR, key.error());
    Counter count =
        Counter.builder("cameleer.attempts")
            .description("Attempts at candidates by how they ended")
            .tags(shared.and("outcome", key.outcome()))
            .register(registry);
    return new Meters(count, key.asked() ? duration(shared, key) : null);
  }

  private Timer duration(Tags shared, Key key) {
    return Timer.builder("gen_ai.client.operation.duration")
        .description("From a provider being asked to the end of its answer")
        .serviceLevelObjectives(Buckets.request())
        .tags(
            shared.and(
                CallLabels.OPERATION,
                key.operation(),
                CallLabels.ANSWERING_MODEL,
                key.answeringModel()))
        .register(registry);
  }

  /** Whether a request went to the provider: an open circuit breaker lets none through. */
  private static boolean asked(Outcome outcome) {
    return switch (outcome) {
      case Outcome.PassedOver(Failure reason) -> false;
      case Outcome.ProvidersFault(Failure reason) ->
          reason.upstreamStatus() != null || !"provider_unavailable".equals(reason.code());
      default -> true;
    };
  }

  /** The word for a kind of outcome. */
  static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded() -> "succeeded";
      case Outcome.CallersFault(Failure reason) -> "callers_fault";
      case Outcome.Throttled(Failure reason) -> "throttled";
      case Outcome.Unavailable(Failure reason) -> "unavailable";
      case Outcome.ProvidersFault(Failure reason) -> "providers_fault";
      case Outcome.PassedOver(Failure reason) -> "passed_over";
      case Outcome.Overdue(Failure reason) -> "overdue";
      case Outcome.Superseded() -> "superseded";
      case Outcome.Abandoned() -> "abandoned";
    };
  }
}
