package io.cameleer.camel.jobs;

import io.cameleer.attempt.Caller;
import io.cameleer.attempt.TraceContext;
import io.cameleer.camel.CommonRegions;
import io.cameleer.camel.Variables;
import io.cameleer.camel.jobs.kafka.PartialAnswer;
import io.cameleer.camel.jobs.kafka.PartialResults;
import io.cameleer.catalog.GatewayKey;
import io.cameleer.chat.ChatRequest;
import io.cameleer.config.Settings;
import io.cameleer.job.topic.JobTerms;
import io.cameleer.routing.Surroundings;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the job's call ready: its request becomes the body, the variable {@code caller} says that
 * it is background work and how long it may take, and where it wants its answer in pieces the
 * variable {@code sink} takes them.
 */
final class PrepareCall implements Processor {

  private final Supplier<Settings> settings;
  private final PartialResults partialResults;

  /** Goes by these settings. */
  PrepareCall(Supplier<Settings> settings, PartialResults partialResults) {
    this.settings = settings;
    this.partialResults = partialResults;
  }

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    JobTerms terms = state.received().terms();
    Settings current = settings.get();
    exchange.setVariable(
        Variables.CALLER,
        new Caller(
            state.hand().record().address().toString(),
            new Surroundings(
                terms.tags(),
                terms.caller().isEmpty() ? null : terms.caller(),
                regions(current, terms)),
            current.rejectUnsupported(),
            true,
            state.timeLeft(),
            System.nanoTime(),
            state.hand()));
    for (String name : List.of(TraceContext.PARENT_HEADER, TraceContext.STATE_HEADER)) {
      exchange.setVariable(name, terms.passedOn().get(name));
    }
    exchange.getMessage().setBody(state.request());
    if (state.request() instanceof ChatRequest chat) {
      PartialAnswer sink = partialResults.of(state.received(), chat);
      state.answersTo(sink);
      exchange.setVariable(Variables.SINK, sink);
    }
  }

  /** Where the job has to stay: where it says, and where its caller's calls have to. */
  private static Set<String> regions(Settings settings, JobTerms terms) {
    return CommonRegions.of(
        ownRegions(settings, terms.caller()), terms.regions(), "of this caller");
  }

  private static Set<String> ownRegions(Settings settings, String caller) {
    return settings.gatewayKeys().stream()
        .filter(key -> caller.equals(key.caller()))
        .map(GatewayKey::regions)
        .findFirst()
        .orElse(Set.of());
  }
}
