package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ProviderStates;
import io.cameleer.attempt.StallWatch;
import io.cameleer.camel.observation.CallLog;
import io.cameleer.camel.observation.CallMetrics;
import io.cameleer.camel.observation.CallTraces;
import io.cameleer.config.Snapshot;
import io.cameleer.provider.Dialects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that the files in {@code routes/core} name, in the order in which a call meets them.
 */
@Configuration(proxyBeanMethods = false)
class CoreBeans {

  @Bean
  Processor openCall(
      ObjectProvider<EventStreams> streams,
      StallWatch watch,
      Supplier<Snapshot> configuration,
      CallTraces traces) {
    return new OpenCall(
        streams::getObject, watch, () -> configuration.get().settings().retries(), traces);
  }

  @Bean
  Predicate choosesByTask(Supplier<Snapshot> configuration) {
    return new ChoosesByTask(() -> configuration.get().catalog());
  }

  @Bean
  Processor describeTask() {
    return new DescribeTask();
  }

  @Bean
  Processor planCall(Supplier<Snapshot> configuration, ProviderStates states, Dialects dialects) {
    return new PlanCall(configuration, states, dialects);
  }

  @Bean
  Processor nextAttempt(ProviderRoutes routes) {
    return new NextAttempt(Call::nextAttempt, routes);
  }

  @Bean
  Predicate hasAttempt() {
    return exchange -> Variables.attemptOrNull(exchange) != null;
  }

  @Bean
  Predicate isHedged() {
    return exchange -> Variables.call(exchange).hedgeAfter() != null;
  }

  @Bean
  Processor awaitHedge(ProviderStates states) {
    return new AwaitHedge(states.health());
  }

  @Bean
  Processor attemptBeside(ProviderRoutes routes) {
    return new NextAttempt(Call::attemptBeside, routes);
  }

  @Bean
  Processor translateRequest(Dialects dialects) {
    return new TranslateRequest(dialects);
  }

  @Bean
  Predicate hasRequestLeft() {
    return exchange -> Variables.attempt(exchange).hasRequestLeft();
  }

  @Bean
  Processor prepareRequest(Dialects dialects) {
    return new PrepareRequest(dialects);
  }

  @Bean
  HeaderFilterStrategy providerHeaders() {
    return WireHeaders.ofProviders();
  }

  @Bean
  Processor readAnswer(
      Dialects dialects, @Qualifier("upstreamTimer") ScheduledExecutorService timer) {
    return new ReadAnswer(dialects, new ReadStream(timer));
  }

  @Bean
  Processor transportFailure() {
    return new TransportFailure();
  }

  @Bean
  Processor concludeAttempt() {
    return new ConcludeAttempt();
  }

  @Bean
  Processor attemptFailure() {
    return new AttemptFailure();
  }

  @Bean
  Processor settleCall(CallMetrics metrics, CallLog log) {
    return new SettleCall(metrics, log);
  }

  @Bean
  Processor answerCall() {
    return new AnswerCall();
  }
}
