package io.cameleer.camel.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Gives a Spring Boot application with Camel the endpoints {@code direct:chat} and {@code
 * direct:embeddings}, served by a Cameleer inside it. The property {@code cameleer.enabled}
 * switches all of it off.
 *
 * <p>The two beans have names that nobody else gives, and no type that anybody else asks for alone.
 */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.actuate.autoconfigure.metrics"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(CamelContext.class)
@ConditionalOnBooleanProperty(name = "cameleer.enabled", matchIfMissing = true)
public class CameleerAutoConfiguration {

  @Bean(name = "io.cameleer.embedded", destroyMethod = "close")
  EmbeddedCameleer embeddedCameleer(
      ConfigurableEnvironment environment, ObjectProvider<MeterRegistry> meters) {
    return EmbeddedCameleer.start(
        environment.getPropertySources().stream().toList(),
        meters.getIfUnique(CompositeMeterRegistry::new));
  }

  @Bean("io.cameleer.doors")
  RoutesBuilder cameleerDoors(
      EmbeddedCameleer cameleer,
      @Value("${cameleer.doors.chat:direct:chat}") String chat,
      @Value("${cameleer.doors.embeddings:direct:embeddings}") String embeddings) {
    return new Doors(cameleer, chat, embeddings);
  }
}
