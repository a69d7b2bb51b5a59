package io.cameleer.camel.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The port on which the gateway is looked after. */
@Configuration(proxyBeanMethods = false)
public class ManagementPart {

  @Bean
  ManagementServer managementServer(
      ConfigurableEnvironment environment, MeterRegistry meters, PrometheusRegistry series) {
    return new ManagementServer(environment, meters, series);
  }
}
