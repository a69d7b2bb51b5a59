package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.attempt.ProviderWait;
import io.cameleer.attempt.StallWatch;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of the request in the body, as variable {@code call}. A request that came by HTTP is
 * bound to its client: a streamed answer goes there as it arrives, and the call ends when the
 * client leaves.
 */
final class OpenCall implements Processor {

  private final EventStreams streams;
  private final StallWatch watch;

  OpenCall(EventStreams streams, StallWatch watch) {
    this.streams = streams;
    this.watch = watch;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.clientOrNull(exchange);
    Caller caller =
        client == null
            ? new Caller(exchange.getExchangeId(), false, System.nanoTime())
            : client.caller();
    Call call =
        switch (exchange.getMessage().getBody()) {
          case ChatRequest request -> chat(request, caller, client);
          case EmbeddingRequest request ->
              new EmbeddingCall(caller, new ProviderWait(watch), request);
          case null, default ->
              throw new IllegalArgumentException(
                  "The body must be a ChatRequest or an EmbeddingRequest.");
        };
    exchange.setVariable(Variables.CALL, call);
    exchange.getMessage().setBody(null);
    if (client != null) {
      client.carries(call);
    }
  }

  private Call chat(ChatRequest request, Caller caller, @Nullable ClientConnection client) {
    if (client == null || !request.streaming().enabled()) {
      return new ChatCall(caller, new ProviderWait(watch), request);
    }
    return new ChatCall(caller, new ProviderWait(watch), request, streams.open(client, request));
  }
}
