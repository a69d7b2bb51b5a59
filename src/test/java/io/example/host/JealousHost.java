package io.example.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A host that has names, types and endpoints of Cameleer for itself: of beans, of routes, of {@code
 * direct:} endpoints, an error handler for all its routes, a mapper of its own taste.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class JealousHost {

  /** Named like beans of Cameleer, and none of their types. */
  @Configuration(proxyBeanMethods = false)
  static class Names {
    @Bean
    String settings() {
      return "the host's settings";
    }

    @Bean
    String catalog() {
      return "the host's catalogue";
    }

    @Bean
    String configuration() {
      return "the host's configuration";
    }

    @Bean
    String dialects() {
      return "Saxon and Frisian";
    }

    @Bean
    Processor openCall() {
      return exchange -> exchange.getMessage().setBody("the host's openCall");
    }

    @Bean
    ExecutorService attemptThreads() {
      return Executors.newSingleThreadExecutor();
    }

    @Bean
    ObjectMapper objectMapper() {
      return new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
    }
  }

  @Bean
  RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        onException(Exception.class)
            .handled(true)
            .setBody(simple("the host handled: ${exception.message}"));
        from("direct:call").routeId("call").setBody(constant("the host's call"));
        from("direct:plan").routeId("plan").process("openCall");
        from("direct:chat").routeId("chat").setBody(constant("the host's chat"));
        from("direct:ask").routeId("ask").to("direct:llm");
      }
    };
  }
}
