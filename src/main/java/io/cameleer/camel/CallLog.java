package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line per call, with fixed keys; the words of prompt and answer only where the operator
 * wants them.
 */
final class CallLog {

  private static final Logger LOGGER = LoggerFactory.getLogger("io.cameleer.call");

  private final BooleanSupplier content;

  CallLog(BooleanSupplier content) {
    this.content = content;
  }

  void write(Call call, Provenance provenance) {
    Failure failure = call.failure();
    LoggingEventBuilder line =
        LOGGER
            .atInfo()
            .addKeyValue("requestId", provenance.requestId())
            .addKeyValue("alias", call.requestedModel())
            .addKeyValue("provider", provenance.provider())
            .addKeyValue("model", provenance.model())
            .addKeyValue("attempts", provenance.attempts())
            .addKeyValue("outcome", outcome(call, failure))
            .addKeyValue("stream", call.streamed())
            .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(call.elapsedNanos()))
            .addKeyValue("overheadMs", ReplyHeaders.milliseconds(provenance.overheadNanos()));
    Usage usage = call.usage();
    if (usage != null) {
      line =
          line.addKeyValue("promptTokens", usage.promptTokens())
              .addKeyValue("completionTokens", usage.completionTokens());
    }
    if (provenance.costUsd() != null) {
      line = line.addKeyValue("costUsd", provenance.costUsd().toPlainString());
    }
    if (call instanceof ChatCall chat && content.getAsBoolean()) {
      line =
          line.addKeyValue("messages", chat.request().messages())
              .addKeyValue("reply", chat.reply());
    }
    line.log("call");
  }

  private static Object outcome(Call call, @Nullable Failure failure) {
    if (call.abandoned()) {
      return "abandoned";
    }
    if (failure == null) {
      return "ok";
    }
    return failure.code() == null ? failure.status() : failure.code();
  }
}
