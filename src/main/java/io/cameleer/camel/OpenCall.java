package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.ChunkSink;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.attempt.RetryRules;
import io.cameleer.attempt.StallWatch;
import io.cameleer.camel.observation.CallTraces;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Surroundings;
import io.cameleer.routing.TraitsReader;
import io.cameleer.routing.WishesReader;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of the request in the body, as variable {@code call}. A request that came by HTTP is
 * bound to its client: a streamed answer goes there as it arrives, and the call ends when the
 * client leaves. For another, variables {@code caller} and {@code sink} may say who calls and where
 * pieces of the answer go, {@code traceparent} and {@code tracestate} to which trace it belongs.
 */
final class OpenCall implements Processor {

  private final Supplier<EventStreams> streams;
  private final StallWatch watch;
  private final Supplier<RetryRules> rules;
  private final CallTraces traces;

  OpenCall(
      Supplier<EventStreams> streams,
      StallWatch watch,
      Supplier<RetryRules> rules,
      CallTraces traces) {
    this.streams = streams;
    this.watch = watch;
    this.rules = rules;
    this.traces = traces;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.clientOrNull(exchange);
    Caller caller = client == null ? inProcess(exchange) : client.caller();
    Call call =
        switch (exchange.getMessage().getBody()) {
          case ChatRequest request -> chat(request, caller, sink(exchange, client, request));
          case EmbeddingRequest request -> embeddings(request, caller);
          case null, default ->
              throw new IllegalArgumentException(
                  "The body must be a ChatRequest or an EmbeddingRequest.");
        };
    if (client == null) {
      traces.follow(call, name -> exchange.getVariable(name, String.class));
    } else {
      traces.follow(call, client.request()::getHeader);
    }
    exchange.setVariable(Variables.CALL, call);
    exchange.getMessage().setBody(null);
    if (client != null) {
      client.carries(call);
    }
  }

  private Caller inProcess(Exchange exchange) {
    Caller known = exchange.getVariable(Variables.CALLER, Caller.class);
    return known != null ? known : unknown(exchange);
  }

  private Caller unknown(Exchange exchange) {
    return new Caller(
        exchange.getExchangeId(),
        Surroundings.NONE,
        false,
        false,
        rules.get().callTimeout(),
        System.nanoTime());
  }

  private @Nullable ChunkSink sink(
      Exchange exchange, @Nullable ClientConnection client, ChatRequest request) {
    if (!request.streaming().enabled()) {
      return null;
    }
    return client == null
        ? exchange.getVariable(Variables.SINK, ChunkSink.class)
        : streams.get().open(client, request);
  }

  private Call chat(ChatRequest written, Caller caller, @Nullable ChunkSink sink) {
    CallTraits traits = TraitsReader.read(written, caller.surroundings());
    ChatRequest request = WishesReader.withoutWishes(written);
    return sink == null
        ? new ChatCall(caller, traits, watch, request)
        : new ChatCall(caller, traits, watch, request, sink);
  }

  private Call embeddings(EmbeddingRequest written, Caller caller) {
    CallTraits traits = TraitsReader.read(written, caller.surroundings());
    return new EmbeddingCall(caller, traits, watch, WishesReader.withoutWishes(written));
  }
}
