package io.cameleer.camel;

import io.cameleer.attempt.Caller;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the gateway wants to know of an HTTP request's headers into the variable {@code
 * client}.
 */
final class ReceiveRequest implements Processor {

  private static final String REQUEST_ID = "x-request-id";
  private static final String UNSUPPORTED = "x-cameleer-unsupported-params";
  private static final int MAX_REQUEST_ID_LENGTH = 128;

  private final boolean rejectUnsupported;

  /**
   * Starts with the configured policy.
   *
   * @param rejectUnsupported what happens to parameters a provider can't honour where the client
   *     does not say
   */
  ReceiveRequest(boolean rejectUnsupported) {
    this.rejectUnsupported = rejectUnsupported;
  }

  @Override
  public void process(Exchange exchange) {
    long startedAt = System.nanoTime();
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    String requestId = requestId(request);
    @Nullable String wish = request.getHeader(UNSUPPORTED);
    boolean reject = wish == null ? rejectUnsupported : "reject".equalsIgnoreCase(wish);
    Caller caller = new Caller(requestId, reject, startedAt);
    exchange.setVariable(Variables.CLIENT, new ClientConnection(request, caller));
    if (wish != null && !reject && !"drop".equalsIgnoreCase(wish)) {
      throw new CallFailedException(
          Failure.badRequest(
              "invalid_value",
              UNSUPPORTED,
              "The header '" + UNSUPPORTED + "' must be 'drop' or 'reject'."));
    }
  }

  /** The client's own id for a request, if it is sane, else a new one. */
  static String requestId(HttpServerRequest request) {
    String offered = request.getHeader(REQUEST_ID);
    return offered != null && isSane(offered) ? offered : newRequestId();
  }

  private static boolean isSane(String id) {
    if (id.isEmpty() || id.length() > MAX_REQUEST_ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.:".indexOf(c) >= 0;
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static String newRequestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
