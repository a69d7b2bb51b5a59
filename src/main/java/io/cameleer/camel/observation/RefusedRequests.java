package io.cameleer.camel.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts requests that were refused before they became calls: a wrong key, no valid JSON. */
public final class RefusedRequests {

  private final MeterRegistry registry;
  private final ConcurrentMap<Integer, Counter> counters = new ConcurrentHashMap<>();

  RefusedRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts one.
   *
   * @param status the gateway's answer
   */
  public void count(int status) {
    counters.computeIfAbsent(status, this::register).increment();
  }

  private Counter register(int status) {
    return Counter.builder("cameleer.refused.requests")
        .description("Requests that were refused before they became calls")
        .tags(CallLabels.ERROR, Integer.toString(status))
        .register(registry);
  }
}
