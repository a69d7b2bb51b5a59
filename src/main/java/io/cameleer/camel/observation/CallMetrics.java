package io.cameleer.camel.observation;

import io.cameleer.attempt.Attempt;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.Provenance;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts calls and attempts, under the names of OpenTelemetry's semantic conventions for generative
 * AI where they have one: {@code gen_ai.server} is what the gateway's clients see, {@code
 * gen_ai.client} what the gateway sees of its providers. However many models and tags clients make
 * up, the number of series has a bound.
 */
public final class CallMetrics {

  /** Combinations of labels, each of which has about a hundred series at most. */
  private static final int MOST_CALL_SERIES = 500;

  private final MeterRegistry registry;
  private final Labelling labelling;
  private final AttemptMetrics attempts;
  private final ConcurrentMap<CallLabels, CallSeries> series = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry registry, Labelling labelling) {
    this.registry = registry;
    this.labelling = labelling;
    this.attempts = new AttemptMetrics(registry, labelling);
  }

  /** Counts a call that has ended. */
  public void record(Call call, Provenance provenance) {
    CallLabels labels = labelling.of(call, provenance);
    seriesOf(labels).record(call, provenance);
    for (Attempt attempt : call.attempts()) {
      attempts.record(attempt, labels);
    }
  }

  private CallSeries seriesOf(CallLabels labels) {
    CallSeries known = series.get(labels);
    if (known != null) {
      return known;
    }
    CallLabels bounded = series.size() < MOST_CALL_SERIES ? labels : labels.folded();
    return series.computeIfAbsent(bounded, wanted -> new CallSeries(wanted, registry));
  }
}
