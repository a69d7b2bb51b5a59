package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.StallWatch;
import io.cameleer.catalog.Catalog;
import io.cameleer.config.Settings;
import io.cameleer.provider.Dialects;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that the files in {@code routes/core} name, in the order in which a call meets them.
 */
@Configuration(proxyBeanMethods = false)
class CoreBeans {

  @Bean
  Processor openCall(EventStreams streams, StallWatch watch) {
    return new OpenCall(streams, watch);
  }

  @Bean
  Processor planCall(Supplier<Catalog> catalog) {
    return new PlanCall(catalog);
  }

  @Bean
  Predicate hasCandidateLeft() {
    return new CallPredicate(Call::hasCandidateLeft);
  }

  @Bean
  Processor nextCandidate() {
    return new NextCandidate();
  }

  @Bean
  Processor translateRequest(Dialects dialects) {
    return new TranslateRequest(dialects);
  }

  @Bean
  Predicate hasRequestLeft() {
    return new CallPredicate(Call::hasRequestLeft);
  }

  @Bean
  Processor prepareRequest(Dialects dialects) {
    return new PrepareRequest(dialects);
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
  Processor attemptFailure() {
    return new AttemptFailure();
  }

  @Bean
  Processor settleCall(MeterRegistry registry, Settings settings) {
    return new SettleCall(new CallMetrics(registry), new CallLog(settings.logContent()));
  }

  @Bean
  Processor answerCall() {
    return new AnswerCall();
  }
}
