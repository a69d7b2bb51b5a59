package io.cameleer.camel.observation;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.Provenance;
import io.cameleer.attempt.TraceContext;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line per call, with fixed keys; the words of prompt and answer only where the operator
 * wants them. What a call does not have is left out. Numbers are logged as such, so that they are
 * numbers in JSON, too.
 */
public final class CallLog {

  /** The logger's name. */
  public static final String NAME = "io.cameleer.call";

  private static final Logger LOGGER = LoggerFactory.getLogger(NAME);
  private static final int OK = 200;

  /** What a client left behind, in the words of nginx. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final BooleanSupplier content;

  CallLog(BooleanSupplier content) {
    this.content = content;
  }

  /** Writes the line of a call that has ended. */
  public void write(Call call, Provenance provenance) {
    if (!LOGGER.isInfoEnabled()) {
      return;
    }
    Failure failure = call.failure();
    Line line = new Line(LOGGER.atInfo());
    line.add("requestId", provenance.requestId());
    line.add("caller", call.caller().surroundings().caller());
    line.add("alias", call.requestedModel());
    List<String> tags = call.traits().tags();
    line.add("tag", tags.isEmpty() ? null : String.join(",", tags));
    line.add("provider", provenance.provider());
    line.add("model", provenance.model());
    line.add("attempts", provenance.attempts());
    line.add("outcome", outcome(call, failure));
    line.add("status", status(call, failure));
    line.add("stream", call.streamed());
    line.add("ms", TimeUnit.NANOSECONDS.toMillis(call.elapsedNanos()));
    line.add("overheadMs", milliseconds(provenance.overheadNanos()));
    addUsage(line, call.usage());
    line.add("costUsd", provenance.costUsd());
    addTrace(line, call.trace().context());
    if (call instanceof ChatCall chat && content.getAsBoolean()) {
      line.add("messages", chat.request().messages());
      line.add("reply", chat.reply());
    }
    line.builder.log("call");
  }

  private static void addUsage(Line line, @Nullable Usage usage) {
    if (usage != null) {
      line.add("promptTokens", usage.promptTokens());
      line.add("completionTokens", usage.completionTokens());
    }
  }

  /** By the names that Elastic's common schema has, too. */
  private static void addTrace(Line line, @Nullable TraceContext trace) {
    if (trace != null) {
      line.add("trace.id", trace.traceId());
      line.add("span.id", trace.spanId());
    }
  }

  private static BigDecimal milliseconds(long nanos) {
    return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3);
  }

  /** A word for people; {@code status} says it in a number. */
  private static String outcome(Call call, @Nullable Failure failure) {
    if (call.abandoned()) {
      return CallSeries.ABANDONED;
    }
    if (failure == null) {
      return "ok";
    }
    return failure.code() == null ? Integer.toString(failure.status()) : failure.code();
  }

  private static int status(Call call, @Nullable Failure failure) {
    if (call.abandoned()) {
      return CLIENT_CLOSED_REQUEST;
    }
    return failure == null ? OK : failure.status();
  }

  /** A line in the making. */
  private static final class Line {

    private LoggingEventBuilder builder;

    Line(LoggingEventBuilder builder) {
      this.builder = builder;
    }

    void add(String key, @Nullable Object value) {
      if (value != null) {
        builder = builder.addKeyValue(key, value);
      }
    }
  }
}
