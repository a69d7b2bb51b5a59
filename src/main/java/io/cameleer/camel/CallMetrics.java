package io.cameleer.camel;

import io.cameleer.attempt.Attempt;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls under OpenTelemetry's GenAI names. Labels are bounded: providers and models of the
 * configuration and the catalogue, a handful of outcomes; a model id that only a client made up is
 * counted as {@code other}.
 */
final class CallMetrics {

  private static final int MAX_SERIES = 2_000;
  private static final String NONE = "none";
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final ConcurrentMap<Key, Meters> meters = new ConcurrentHashMap<>();
  private final ConcurrentMap<AttemptKey, Counter> attempts = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Key(String operation, String provider, String model, String outcome) {}

  private record AttemptKey(String provider, String outcome) {}

  private record Meters(
      Timer duration,
      Timer firstToken,
      Timer overhead,
      Counter input,
      Counter output,
      Counter cost) {}

  void record(Call call, Provenance provenance) {
    Key key =
        new Key(
            call instanceof ChatCall ? "chat" : "embeddings",
            orNone(provenance.provider()),
            orNone(provenance.model()),
            outcome(call));
    Meters series = series(key);
    series.duration.record(call.elapsedNanos(), TimeUnit.NANOSECONDS);
    series.overhead.record(provenance.overheadNanos(), TimeUnit.NANOSECONDS);
    if (call instanceof ChatCall chat && chat.firstContentNanos() > 0) {
      series.firstToken.record(chat.firstContentNanos(), TimeUnit.NANOSECONDS);
    }
    Usage usage = call.usage();
    if (usage != null) {
      series.input.increment((double) usage.promptTokens());
      series.output.increment((double) usage.completionTokens());
    }
    call.attempts().forEach(this::count);
    BigDecimal cost = provenance.costUsd();
    if (cost != null) {
      series.cost.increment(cost.doubleValue());
    }
  }

  private void count(Attempt attempt) {
    AttemptKey key =
        new AttemptKey(attempt.candidate().provider().name(), attempt.outcome().label());
    Counter counter = attempts.get(key);
    if (counter == null && attempts.size() < MAX_SERIES) {
      counter = attempts.computeIfAbsent(key, this::register);
    }
    if (counter != null) {
      counter.increment();
    }
  }

  private Counter register(AttemptKey key) {
    return Counter.builder("cameleer.attempts")
        .description("Attempts at candidates by how they ended")
        .tags("gen_ai.provider.name", key.provider, "outcome", key.outcome)
        .register(registry);
  }

  private Meters series(Key key) {
    Meters known = meters.get(key);
    if (known != null) {
      return known;
    }
    Key bounded =
        meters.size() < MAX_SERIES ? key : new Key(key.operation, key.provider, OTHER, key.outcome);
    return meters.computeIfAbsent(bounded, this::register);
  }

  private Meters register(Key key) {
    Tags tags =
        Tags.of(
            "gen_ai.operation.name", key.operation,
            "gen_ai.provider.name", key.provider,
            "gen_ai.request.model", key.model,
            "outcome", key.outcome);
    return new Meters(
        Timer.builder("gen_ai.server.request.duration")
            .description("From a call's arrival to its end")
            .tags(tags)
            .register(registry),
        Timer.builder("gen_ai.server.time_to_first_token")
            .description("From a streamed call's arrival to its first content")
            .tags(tags)
            .register(registry),
        Timer.builder("cameleer.overhead")
            .description("What a call spent in the gateway rather than waiting for providers")
            .tags(tags)
            .register(registry),
        tokens(tags, "input"),
        tokens(tags, "output"),
        Counter.builder("cameleer.cost")
            .baseUnit("usd")
            .description("What calls cost")
            .tags(tags)
            .register(registry));
  }

  private Counter tokens(Tags tags, String type) {
    return Counter.builder("gen_ai.client.token.usage")
        .baseUnit("token")
        .description("Tokens as providers reported them")
        .tags(tags.and("gen_ai.token.type", type))
        .register(registry);
  }

  private static String outcome(Call call) {
    if (call.abandoned()) {
      return "abandoned";
    }
    Failure failure = call.failure();
    return failure == null ? "ok" : Integer.toString(failure.status());
  }

  private static String orNone(@Nullable String value) {
    return value == null ? NONE : value;
  }
}
