package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The kamelets in a Spring Boot application, found in their folder and inside the jar. */
class SpringBootKameletsTest {

  /** Has the jar on its class path, and does not want the library in it. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** What camel-kamelet-starter does for those who have it. */
    @Bean
    ComponentCustomizer kamelets(@Value("${camel.component.kamelet.location}") String location) {
      return ComponentCustomizer.forType(
          KameletComponent.class, component -> component.setLocation(location));
    }
  }

  @TempDir private Path folder;

  @Test
  void aGatewayAndAProviderAreAsked() throws Exception {
    try (ProviderEmulation emulation = new ProviderEmulation();
        Gateway gateway = Gateway.start(Gateway.providersAt(emulation.url()))) {
      Map<String, Object> few = new LinkedHashMap<>();
      few.put("url", gateway.url() + "/v1");
      few.put("model", "mistral/mistral-large-4");
      Map<String, Object> own = new LinkedHashMap<>();
      own.put("apiKey", "key-of-gemini");
      own.put("model", "gemini-3.8-flash");
      own.put("baseUrl", emulation.url() + "/gemini");
      String routes =
          CamelApplication.route("gateway", "llm-chat-action", few)
              + CamelApplication.route("provider", "llm-gemini-action", own);
      for (String location : List.of("file:kamelets", "classpath:kamelets")) {
        try (ConfigurableApplicationContext application = start(routes, location)) {
          var calls = application.getBean(CamelContext.class).createProducerTemplate();

          assertThat(calls.requestBody("direct:gateway", "Kamel?", String.class))
              .as(location)
              .contains("Kamel?");
          assertThat(calls.requestBody("direct:provider", "Kamel?", String.class))
              .as(location)
              .contains("Kamel?");
        }
      }
    }
  }

  private ConfigurableApplicationContext start(String routes, String kamelets) throws Exception {
    Path file = Files.writeString(folder.resolve("routes.camel.yaml"), routes);
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .properties(
            Map.of(
                "cameleer.enabled",
                "false",
                "camel.component.kamelet.location",
                kamelets,
                "camel.main.routes-include-pattern",
                "file:" + file))
        .run();
  }
}
