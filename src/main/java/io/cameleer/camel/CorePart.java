package io.cameleer.camel;

import io.cameleer.camel.observation.ObservationBeans;
import io.cameleer.config.GatewaySettings;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Cameleer without edge and jobs: the core's routes and what they stand on, nothing else. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(CamelAutoConfiguration.class)
@Import({
  GatewaySettings.class,
  GatewayServices.class,
  ObservationBeans.class,
  CoreBeans.class,
  LiveBeans.class
})
public class CorePart {}
