package io.cameleer.camel;

import io.cameleer.attempt.Caller;
import io.cameleer.config.Settings;
import io.cameleer.routing.Surroundings;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Takes what the gateway wants to know of an HTTP request's headers into the variable {@code
 * client}.
 */
final class ReceiveRequest implements Processor {

  private static final String REQUEST_ID = "x-request-id";
  private static final int MAX_REQUEST_ID_LENGTH = 128;
  private static final byte[] NO_BYTES = {};

  private final Supplier<Settings> settings;
  private final EdgeTraffic traffic;

  /**
   * Takes in requests.
   *
   * @param settings what holds where a client does not say what it wants
   * @param traffic is told whose request it is
   */
  ReceiveRequest(Supplier<Settings> settings, EdgeTraffic traffic) {
    this.settings = settings;
    this.traffic = traffic;
  }

  @Override
  public void process(Exchange exchange) {
    long startedAt = System.nanoTime();
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    String requestId = requestId(request);
    Settings current = settings.get();
    Caller usual =
        new Caller(
            requestId,
            Surroundings.NONE,
            current.rejectUnsupported(),
            false,
            current.retries().callTimeout(),
            startedAt);
    if (exchange.getMessage().getBody() == null) {
      // What is then no JSON is the client's fault, and said so.
      exchange.getMessage().setBody(NO_BYTES);
    }
    // First without what the client wishes: an error about a wish names the request, too.
    ClientConnection client = new ClientConnection(request, usual);
    exchange.setVariable(Variables.CLIENT, client);
    traffic.identified(request, client);
    client.wishes(CallerHeaders.wishing(request::getHeader, usual));
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
