package io.cameleer.camel;

import io.cameleer.attempt.AttemptConditions;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.attempt.ProviderStates;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.chat.CallFailedException;
import io.cameleer.config.Snapshot;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.Dialects;
import io.cameleer.routing.Planner;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidates that may serve a call, best first, and why. Where the route {@code
 * route-by-task} has set the variable {@code candidates}, they are chosen from those; a call nobody
 * may serve is refused.
 */
final class PlanCall implements Processor {

  private final Supplier<Snapshot> configuration;
  private final ProviderStates states;
  private final Dialects dialects;

  PlanCall(Supplier<Snapshot> configuration, ProviderStates states, Dialects dialects) {
    this.configuration = configuration;
    this.states = states;
    this.dialects = dialects;
  }

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    Snapshot current = configuration.get();
    Catalog catalog = current.catalog();
    Planner planner =
        new Planner(
            current.settings().routing(),
            states.health(),
            () -> ThreadLocalRandom.current().nextDouble());
    call.follow(
        planner.plan(
            call.traits(),
            chosenByTask(exchange),
            catalog,
            candidate -> unsupported(call, candidate)),
        new AttemptConditions(current.settings().retries(), states, catalog::guarded));
  }

  private static List<String> chosenByTask(Exchange exchange) {
    @Nullable String chosen = exchange.getVariable(Variables.CANDIDATES, String.class);
    return chosen == null
        ? List.of()
        : Arrays.stream(chosen.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /** Found out by translating: only that knows it for certain. */
  private List<String> unsupported(Call call, Candidate candidate) {
    Dialect dialect = dialects.named(candidate.provider().dialect());
    try {
      return switch (call) {
        case ChatCall chat -> dialect.chat(chat.request(), candidate).droppedParameters();
        case EmbeddingCall embeddings ->
            dialect.embeddings(embeddings.request(), candidate).droppedParameters();
      };
    } catch (CallFailedException refused) {
      @Nullable String parameter = refused.failure().param();
      return List.of(parameter == null ? "the request as it is" : parameter);
    }
  }
}
