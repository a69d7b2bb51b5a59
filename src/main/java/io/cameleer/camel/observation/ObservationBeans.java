package io.cameleer.camel.observation;

import io.cameleer.config.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What looks on while calls are made. */
@Configuration(proxyBeanMethods = false)
public class ObservationBeans {

  @Bean
  Labelling labelling(Supplier<Snapshot> configuration) {
    return new Labelling(configuration);
  }

  @Bean
  CallMetrics callMetrics(MeterRegistry registry, Labelling labelling) {
    return new CallMetrics(registry, labelling);
  }

  @Bean
  RefusedRequests refusedRequests(MeterRegistry registry) {
    return new RefusedRequests(registry);
  }

  @Bean
  CallLog callLog(Supplier<Snapshot> configuration) {
    return new CallLog(() -> configuration.get().settings().logContent());
  }

  @Bean
  CallTraces callTraces(
      Environment environment, Labelling labelling, Supplier<Snapshot> configuration) {
    TraceSettings settings = TraceSettings.read(environment);
    return settings.on()
        ? new OpenTelemetryTraces(
            TraceExport.start(settings),
            labelling,
            () -> configuration.get().settings().tracedProviders())
        : CallTraces.OFF;
  }
}
