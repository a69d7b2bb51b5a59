package io.cameleer.camel.observation;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of all calls with the same labels, looked up once. */
final class CallSeries {

  /** How a call ended whose client had left. */
  static final String ABANDONED = "abandoned";

  private final MeterRegistry registry;
  private final Tags tags;
  private final ConcurrentMap<String, Timer> durations = new ConcurrentHashMap<>();
  private final Timer overhead;
  private final Timer firstToken;
  private final Timer perToken;
  private final DistributionSummary inputTokens;
  private final DistributionSummary outputTokens;
  private final Counter cost;

  CallSeries(CallLabels labels, MeterRegistry registry) {
    this.registry = registry;
    this.tags = labels.tags();
    this.overhead =
        Timer.builder("cameleer.overhead")
            .description("What a call spent in the gateway rather than waiting for providers")
            .serviceLevelObjectives(Buckets.overhead())
            .tags(tags)
            .register(registry);
    this.firstToken =
        Timer.builder("gen_ai.server.time_to_first_token")
            .description("From a streamed call's arrival to its first content")
            .serviceLevelObjectives(Buckets.firstToken())
            .tags(tags)
            .register(registry);
    this.perToken =
        Timer.builder("gen_ai.server.time_per_output_token")
            .description("Of streamed calls: the time for each token after the first")
            .serviceLevelObjectives(Buckets.perToken())
            .tags(tags)
            .register(registry);
    this.inputTokens = tokens("input");
    this.outputTokens = tokens("output");
    this.cost =
        Counter.builder("cameleer.cost")
            .baseUnit("usd")
            .description("What calls cost, where price and usage are known")
            .tags(tags)
            .register(registry);
  }

  private DistributionSummary tokens(String type) {
    return DistributionSummary.builder("gen_ai.client.token.usage")
        .description("Tokens of calls as providers reported them")
        .serviceLevelObjectives(Buckets.tokens())
        .tags(tags.and("gen_ai.token.type", type))
        .register(registry);
  }

  void record(Call call, Provenance provenance) {
    long elapsed = call.elapsedNanos();
    duration(error(call)).record(elapsed, TimeUnit.NANOSECONDS);
    overhead.record(provenance.overheadNanos(), TimeUnit.NANOSECONDS);
    Usage usage = call.usage();
    if (usage != null) {
      inputTokens.record((double) usage.promptTokens());
      outputTokens.record((double) usage.completionTokens());
    }
    BigDecimal spent = provenance.costUsd();
    if (spent != null) {
      cost.increment(spent.doubleValue());
    }
    if (call instanceof ChatCall chat && chat.firstContentNanos() > 0) {
      recordStream(elapsed, chat.firstContentNanos(), call.failure() == null ? usage : null);
    }
  }

  private void recordStream(long elapsed, long firstContent, @Nullable Usage whole) {
    firstToken.record(firstContent, TimeUnit.NANOSECONDS);
    if (whole != null && whole.completionTokens() > 1) {
      perToken.record(
          (elapsed - firstContent) / (whole.completionTokens() - 1), TimeUnit.NANOSECONDS);
    }
  }

  private Timer duration(String error) {
    Timer known = durations.get(error);
    return known != null ? known : durations.computeIfAbsent(error, this::register);
  }

  private Timer register(String error) {
    return Timer.builder("gen_ai.server.request.duration")
        .description("From a call's arrival to its end")
        .serviceLevelObjectives(Buckets.request())
        .tags(tags.and(CallLabels.ERROR, error))
        .register(registry);
  }

  /** The gateway's own statuses, of which there are few. */
  private static String error(Call call) {
    if (call.abandoned()) {
      return ABANDONED;
    }
    Failure failure = call.failure();
    return failure == null ? CallLabels.ABSENT : Integer.toString(failure.status());
  }
}
