package io.cameleer.camel;

import io.cameleer.attempt.ProviderStates;
import io.cameleer.attempt.StallWatch;
import io.cameleer.config.Snapshot;
import io.cameleer.provider.Dialects;
import io.cameleer.provider.anthropic.AnthropicDialect;
import io.cameleer.provider.deepseek.DeepSeekDialect;
import io.cameleer.provider.gemini.GeminiDialect;
import io.cameleer.provider.mistral.MistralDialect;
import io.cameleer.provider.openai.OpenAiDialect;
import io.cameleer.provider.qwen.QwenDialect;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the routes' beans stand on: the clients, the wire formats, the states. */
@Configuration(proxyBeanMethods = false)
class GatewayServices {

  @Bean
  Dialects dialects() {
    Clock clock = Clock.systemUTC();
    return new Dialects(
        List.of(
            new OpenAiDialect(clock),
            new AnthropicDialect(clock),
            new GeminiDialect(clock),
            new DeepSeekDialect(clock),
            new MistralDialect(clock),
            new QwenDialect(clock)));
  }

  @Bean
  GracefulStop gracefulStop(ObjectProvider<StopPart> parts) {
    return new GracefulStop(() -> parts.stream().toList());
  }

  @Bean
  GatewayRoutes gatewayRoutes(ProviderRoutes providerRoutes, Supplier<Snapshot> configuration) {
    return new GatewayRoutes(providerRoutes, configuration);
  }

  /** Camel reads this property where camel-kamelet-starter is, which the gateway can do without. */
  @Bean
  ComponentCustomizer kameletLocation(
      @Value("${camel.component.kamelet.location:classpath:kamelets}") String location) {
    return ComponentCustomizer.forType(
        KameletComponent.class, component -> component.setLocation(location));
  }

  /** For what must happen in time, and takes none itself. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ScheduledExecutorService upstreamTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("upstream-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  @Bean
  StallWatch stallWatch(@Qualifier("upstreamTimer") ScheduledExecutorService timer) {
    return new StallWatch(timer);
  }

  @Bean
  ProviderStates providerStates() {
    return ProviderStates.fresh();
  }

  /** For attempts beside each other: one virtual thread each. */
  @Bean(destroyMethod = "close", defaultCandidate = false)
  ExecutorService attemptThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  /** Attempts leave their results in the call, not in their exchanges. */
  @Bean
  AggregationStrategy keepOriginal() {
    return new UseOriginalAggregationStrategy();
  }

  @Bean
  UpstreamClients upstreamClients() {
    return new UpstreamClients();
  }

  @Bean
  ReplyHeaders replyHeaders() {
    return new ReplyHeaders();
  }
}
