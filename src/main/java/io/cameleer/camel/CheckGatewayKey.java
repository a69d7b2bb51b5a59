package io.cameleer.camel;

import io.cameleer.catalog.GatewayKey;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Lets only those through who show one of the gateway's keys, and notes who they are. */
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

  private final Supplier<List<GatewayKey>> keys;

  /**
   * Checks against keys that may change.
   *
   * @param keys none of them lets everyone through
   */
  CheckGatewayKey(Supplier<List<GatewayKey>> keys) {
    this.keys = keys;
  }

  @Override
  public void process(Exchange exchange) {
    List<GatewayKey> known = keys.get();
    if (known.isEmpty()) {
      return;
    }
    ClientConnection client = Variables.clientOrNull(exchange);
    String offered = client == null ? null : offeredKey(client.request());
    GatewayKey key = offered == null ? null : find(known, offered);
    if (client == null || key == null) {
      throw new CallFailedException(REFUSED);
    }
    client.identifiedBy(key);
  }

  /**
   * Looks at every key, found or not, so that the time taken tells nothing about which one it was.
   */
  private static @Nullable GatewayKey find(List<GatewayKey> known, String offered) {
    GatewayKey found = null;
    for (GatewayKey key : known) {
      if (key.secret().matches(offered)) {
        found = key;
      }
    }
    return found;
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
