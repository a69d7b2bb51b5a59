package io.cameleer.camel;

import io.cameleer.catalog.Secret;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through only if it carries one of the gateway's keys, in the header of whichever
 * SDK the client uses: {@code Authorization: Bearer}, {@code x-api-key} or {@code x-goog-api-key}.
 * Without configured keys everybody on this machine may call.
 */
final class CheckGatewayKey implements Processor {

  private static final String BEARER = "Bearer ";
  private static final Failure REFUSED =
      Failure.of(
          401,
          "invalid_request_error",
          "invalid_api_key",
          "Missing or wrong gateway key. Send one of this gateway's keys as 'Authorization: Bearer"
              + " <key>', 'x-api-key' or 'x-goog-api-key'.",
          FailureClass.BAD_REQUEST);

  private final List<Secret> keys;

  CheckGatewayKey(List<Secret> keys) {
    this.keys = List.copyOf(keys);
  }

  @Override
  public void process(Exchange exchange) {
    if (keys.isEmpty()) {
      return;
    }
    ClientConnection client = Variables.clientOrNull(exchange);
    String offered = client == null ? null : offeredKey(client.request());
    if (offered == null || !isKnown(offered)) {
      throw new CallFailedException(REFUSED);
    }
  }

  /**
   * Looks at every key, found or not, so that the time taken tells nothing about which one it was.
   */
  private boolean isKnown(String offered) {
    boolean known = false;
    for (Secret key : keys) {
      known |= key.matches(offered);
    }
    return known;
  }

  private static @Nullable String offeredKey(HttpServerRequest request) {
    String authorization = request.getHeader("authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    String apiKey = request.getHeader("x-api-key");
    return apiKey != null ? apiKey : request.getHeader("x-goog-api-key");
  }
}
