package io.cameleer.camel;

import io.cameleer.attempt.Call;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The exchange variables of the routes: a call's own state. Headers are for the wire only, since
 * whatever is in them leaves the gateway sooner or later.
 */
final class Variables {

  /** The {@link Call} that an exchange carries. */
  static final String CALL = "call";

  /** The {@link ClientConnection} an HTTP call came on. */
  static final String CLIENT = "client";

  /** The name of the provider that is asked next. */
  static final String PROVIDER = "provider";

  private Variables() {}

  /** The call of an exchange. */
  static Call call(Exchange exchange) {
    Call call = callOrNull(exchange);
    if (call == null) {
      throw new IllegalStateException(
          "the exchange carries no call: it must enter by direct:chat or direct:embeddings");
    }
    return call;
  }

  /** The call of an exchange, or null while it has none. */
  static @Nullable Call callOrNull(Exchange exchange) {
    return exchange.getVariable(CALL, Call.class);
  }

  /** The client's connection of an exchange that came by HTTP. */
  static ClientConnection client(Exchange exchange) {
    ClientConnection client = clientOrNull(exchange);
    if (client == null) {
      throw new IllegalStateException("the exchange did not come by HTTP");
    }
    return client;
  }

  /** The client's connection, or null where the exchange did not come by HTTP. */
  static @Nullable ClientConnection clientOrNull(Exchange exchange) {
    return exchange.getVariable(CLIENT, ClientConnection.class);
  }
}
