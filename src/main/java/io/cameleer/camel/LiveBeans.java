package io.cameleer.camel;

import io.cameleer.attempt.ProviderStates;
import io.cameleer.catalog.Catalog;
import io.cameleer.config.FileWatch;
import io.cameleer.config.InstallationLayout;
import io.cameleer.config.LiveConfiguration;
import io.cameleer.provider.Dialects;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ShutdownStrategy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What makes changes of the configuration and of routes take effect while calls are in flight. */
@Configuration(proxyBeanMethods = false)
class LiveBeans {

  @Bean
  ShutdownStrategy handOverStrategy(@Value("${camel.main.shutdown-timeout}") long seconds) {
    HandOverStrategy strategy = new HandOverStrategy();
    strategy.setTimeout(seconds);
    return strategy;
  }

  @Bean
  RetiredRoutes retiredRoutes(CamelContext context) {
    return new RetiredRoutes(context, System::nanoTime);
  }

  @Bean
  ProviderRoutes providerRoutes(
      CamelContext context, UpstreamClients clients, Dialects dialects, RetiredRoutes retired) {
    return new ProviderRoutes(context, clients, dialects, retired, System::nanoTime);
  }

  @Bean
  CircuitBreakers circuitBreakers(
      CamelContext context,
      ProviderRoutes routes,
      ProviderStates states,
      Supplier<Catalog> catalog,
      MeterRegistry registry) {
    CircuitBreakers breakers = new CircuitBreakers(context, routes, states, catalog, registry);
    breakers.show();
    return breakers;
  }

  @Bean
  LiveRoutes liveRoutes(
      CamelContext context,
      InstallationLayout layout,
      Environment environment,
      ProviderRoutes providerRoutes,
      Supplier<Catalog> catalog,
      RetiredRoutes retired) {
    Path folder = Objects.requireNonNullElse(layout.routes(), Path.of("routes"));
    FileWatch watch = new FileWatch(layout.routeFiles(environment));
    return new LiveRoutes(
        context, new LiveRoutes.Files(folder, watch), providerRoutes, catalog, retired);
  }

  /** That a changed file is not in force is noticed by nobody else. */
  @Bean
  MeterBinder configurationProblems(LiveConfiguration configuration, LiveRoutes routes) {
    return registry ->
        Gauge.builder(
                "cameleer.configuration.problems",
                () -> configuration.problems().size() + routes.problems().size())
            .description("Files that were changed and are not in force, since they are faulty")
            .register(registry);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "cameleer.live-reload.enabled", matchIfMissing = true)
  LiveReload liveReload(
      LiveConfiguration configuration,
      LiveRoutes routes,
      ProviderRoutes providerRoutes,
      CircuitBreakers breakers,
      RetiredRoutes retired) {
    return new LiveReload(
        configuration,
        routes,
        List.of(providerRoutes, breakers),
        List.of(providerRoutes::sweep, retired::sweep));
  }
}
