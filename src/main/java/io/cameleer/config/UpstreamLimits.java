package io.cameleer.config;

import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.Provider.Timeouts;
import io.cameleer.config.CameleerProperties.DataCollection;
import io.cameleer.config.CameleerProperties.Upstream;
import java.util.Objects;

/**
 * How long, how often and with which data a provider may be called.
 *
 * @param circuitBreaker when it is left alone
 * @param concurrency how many calls it gets at once
 * @param data where it handles data
 */
record UpstreamLimits(
    CircuitBreakerSettings circuitBreaker, ConcurrencyLimit concurrency, DataHandling data) {

  private static final int ALL = 100;

  /** Reads them; what is wrong, with the timeouts as well, is reported. */
  static UpstreamLimits check(PropertyProblems problems, String key, Upstream upstream) {
    LimitsCheck limits = new LimitsCheck(problems);
    Timeouts timeouts = timeouts(upstream);
    limits.timeout(key + ".connect-timeout", timeouts.connect());
    limits.timeout(key + ".response-timeout", timeouts.response());
    if (upstream.firstTokenTimeout() != null) {
      limits.timeout(key + ".first-token-timeout", timeouts.firstToken());
    }
    if (upstream.tokenGapTimeout() != null) {
      limits.timeout(key + ".token-gap-timeout", timeouts.tokenGap());
    }
    limits.atLeastOne(key + ".max-concurrent-calls", upstream.maxConcurrentCalls());
    limits.percentage(key + ".background-share", upstream.backgroundShare());
    return new UpstreamLimits(
        limits.breaker(key + ".circuit-breaker", upstream.circuitBreaker()),
        concurrency(upstream),
        data(new RegionCheck(problems), key, upstream));
  }

  /** How long to wait; for the events of a stream as long as for an answer, unless configured. */
  static Timeouts timeouts(Upstream upstream) {
    return new Timeouts(
        upstream.connectTimeout(),
        upstream.responseTimeout(),
        Objects.requireNonNullElse(upstream.firstTokenTimeout(), upstream.responseTimeout()),
        Objects.requireNonNullElse(upstream.tokenGapTimeout(), upstream.responseTimeout()));
  }

  /** However small the share, background work gets on. */
  private static ConcurrencyLimit concurrency(Upstream upstream) {
    long share = (long) upstream.maxConcurrentCalls() * upstream.backgroundShare() / ALL;
    return new ConcurrencyLimit(upstream.maxConcurrentCalls(), (int) Math.max(1, share));
  }

  private static DataHandling data(RegionCheck regions, String key, Upstream upstream) {
    return new DataHandling(
        regions.region(key + ".region", upstream.region()),
        regions.regions(key + ".stores-data-in", upstream.storesDataIn()),
        upstream.dataCollection() == DataCollection.ALLOW);
  }
}
