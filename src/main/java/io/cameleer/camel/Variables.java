package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.cameleer.attempt.ChunkSink;
import io.cameleer.attempt.OngoingAttempt;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The exchange variables of the routes: a call's own state. Headers are for the wire only, since
 * whatever is in them leaves the gateway sooner or later.
 */
public final class Variables {

  /** The {@link Call} that an exchange carries. */
  public static final String CALL = "call";

  /** The {@link ClientConnection} an HTTP call came on. */
  static final String CLIENT = "client";

  /** The {@link Caller} of a call that does not come by HTTP, set by the route that makes it. */
  public static final String CALLER = "caller";

  /** The {@link ChunkSink} for pieces of the answer of such a call, if it wants any. */
  public static final String SINK = "sink";

  /** The {@link OngoingAttempt} that is under way. */
  static final String ATTEMPT = "attempt";

  /** The route of the provider that is asked next. */
  static final String PROVIDER = "provider";

  /** Whom the route {@code route-by-task} has chosen: names, separated by commas. */
  static final String CANDIDATES = "candidates";

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
  public static @Nullable Call callOrNull(Exchange exchange) {
    return exchange.getVariable(CALL, Call.class);
  }

  /** The attempt that an exchange carries. */
  static OngoingAttempt attempt(Exchange exchange) {
    OngoingAttempt attempt = attemptOrNull(exchange);
    if (attempt == null) {
      throw new IllegalStateException("no attempt is under way");
    }
    return attempt;
  }

  /** The attempt that is under way, or null. */
  static @Nullable OngoingAttempt attemptOrNull(Exchange exchange) {
    return exchange.getVariable(ATTEMPT, OngoingAttempt.class);
  }

  /** The client's connection of an exchange that came by HTTP. */
  public static ClientConnection client(Exchange exchange) {
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
