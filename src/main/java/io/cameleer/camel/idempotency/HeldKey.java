package io.cameleer.camel.idempotency;

import io.cameleer.camel.StreamRecording;
import io.cameleer.job.Idempotency.Held;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key that an exchange holds until its answer is kept or the key given up.
 *
 * @param held the key
 * @param fingerprint tells its request from others
 * @param recording of a streamed answer
 */
public record HeldKey(Held held, String fingerprint, StreamRecording recording) {

  private static final String VARIABLE = "idempotencyKey";

  /** The key that an exchange holds, or null. */
  static @Nullable HeldKey of(Exchange exchange) {
    return exchange.getVariable(VARIABLE, HeldKey.class);
  }

  void hold(Exchange exchange) {
    exchange.setVariable(VARIABLE, this);
  }

  static void letGo(Exchange exchange) {
    exchange.removeVariable(VARIABLE);
  }

  /**
   * A name that every exchange with the same key and request has, and no other one of the same
   * caller; null where the exchange holds no key.
   */
  public static @Nullable String nameOf(Exchange exchange) {
    HeldKey key = of(exchange);
    return key == null
        ? null
        : "idempotency-key\0" + key.held().key().value() + '\0' + key.fingerprint();
  }
}
