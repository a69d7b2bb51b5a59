package io.cameleer.camel.idempotency;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.StreamRecording;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.Idempotency;
import io.cameleer.job.Idempotency.Conflict;
import io.cameleer.job.Idempotency.Held;
import io.cameleer.job.Idempotency.InProgress;
import io.cameleer.job.Idempotency.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the key of a request, so that nobody else answers the same one meanwhile. Where it has been
 * answered already the message becomes that answer. A request with a key is carried out to its end
 * even if the client leaves: it may come back for the answer.
 */
final class ClaimKey implements Processor {

  private static final String HEADER = "Idempotency-Key";

  /** Longer answers are sent, and not kept. */
  static final int MOST_BYTES = 8 << 20;

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,254})");

  /** The time that all else takes beside the call. */
  private static final Duration BESIDE_THE_CALL = Duration.ofMinutes(1);

  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

  private static final Failure IN_PROGRESS =
      refusal(
          "idempotency_key_in_progress",
          "A request with this Idempotency-Key is just being answered. Ask again for its answer.",
          ASK_AGAIN_AFTER);

  private static final Failure REUSED =
      refusal(
          "idempotency_key_reused",
          "This Idempotency-Key belongs to another request. Use a new key for each request, and the"
              + " same only to send the same request again.",
          null);

  private final Idempotency idempotency;

  ClaimKey(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /** Whether a request has a key. */
  static boolean isWished(Exchange exchange) {
    return Variables.client(exchange).request().headers().contains(HEADER);
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    Message message = exchange.getMessage();
    String value = value(client.request().headers().getAll(HEADER));
    byte[] body = Objects.requireNonNullElse(message.getBody(byte[].class), new byte[0]);
    message.setBody(body);
    String caller = client.callerName();
    String fingerprint = Fingerprint.of(client.request(), body);
    Duration lock = client.caller().timeLimit().plus(BESIDE_THE_CALL);
    switch (idempotency.begin(new Idempotency.Key(caller, value), fingerprint, lock)) {
      case Held held -> {
        HeldKey key = new HeldKey(held, fingerprint, new StreamRecording(MOST_BYTES));
        key.hold(exchange);
        client.record(key.recording());
      }
      case Replay replay -> GivenAgain.write(exchange, replay.answer());
      case InProgress ignored -> throw new CallFailedException(IN_PROGRESS);
      case Conflict ignored -> throw new CallFailedException(REUSED);
    }
  }

  private static String value(List<String> headers) {
    if (headers.size() == 1 && FORM.matcher(headers.getFirst()).matches()) {
      return headers.getFirst();
    }
    throw new CallFailedException(
        Failure.badRequest(
            "invalid_value",
            HEADER,
            "The header 'Idempotency-Key' must be one key of 1 to 255 printable ASCII"
                + " characters, such as a UUID."));
  }

  private static Failure refusal(String code, String message, @Nullable Duration retryAfter) {
    return new Failure(
        409,
        "invalid_request_error",
        code,
        HEADER,
        message,
        FailureClass.BAD_REQUEST,
        null,
        retryAfter);
  }
}
