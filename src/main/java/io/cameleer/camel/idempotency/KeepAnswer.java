package io.cameleer.camel.idempotency;

import io.cameleer.job.Idempotency;
import io.cameleer.job.Idempotency.Answer;
import io.cameleer.job.StoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the answer under the key that the exchange holds. Too long an answer, and a stream that did
 * not end well, are not kept: then the key is given up.
 */
final class KeepAnswer implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(KeepAnswer.class);
  private static final int OK = 200;
  private static final String CAMELS_OWN = "Camel";
  private static final Duration KEEP = Duration.ofHours(24);
  private static final long FORGET_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int FORGET_AT_ONCE = 1_000;

  private final Idempotency idempotency;
  private final AtomicLong lastForgotten = new AtomicLong(System.nanoTime());

  KeepAnswer(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @Override
  public void process(Exchange exchange) {
    HeldKey key = HeldKey.of(exchange);
    if (key == null) {
      throw new IllegalStateException("the exchange holds no key");
    }
    Answer answer = answer(exchange.getMessage(), key);
    HeldKey.letGo(exchange);
    try {
      if (answer == null) {
        idempotency.release(key.held());
      } else {
        idempotency.finish(key.held(), answer, KEEP);
      }
      forgetExpired();
    } catch (StoreException unreachable) {
      LOGGER.warn(
          "An answer can't be kept under its Idempotency-Key: {}", unreachable.getMessage());
    }
  }

  /** What there is to keep, or null. */
  private static @Nullable Answer answer(Message message, HeldKey key) {
    if (key.recording().isWhole()) {
      return new Answer(OK, key.recording().headers(), key.recording().events());
    }
    byte[] body = message.getBody(byte[].class);
    if (body == null || body.length > ClaimKey.MOST_BYTES) {
      return null;
    }
    message.setBody(body);
    Map<String, String> headers = new LinkedHashMap<>();
    message
        .getHeaders()
        .forEach((name, value) -> {
          if (!name.startsWith(CAMELS_OWN)) {
            headers.put(name, value.toString());
          }
        });
    return new Answer(message.getHeader(Exchange.HTTP_RESPONSE_CODE, OK, int.class), headers, body);
  }

  /** Who keeps answers also sees to it that there are not more and more of them. */
  private void forgetExpired() {
    long last = lastForgotten.get();
    long now = System.nanoTime();
    if (now - last > FORGET_EVERY_NANOS && lastForgotten.compareAndSet(last, now)) {
      idempotency.purgeExpired(FORGET_AT_ONCE);
    }
  }
}
