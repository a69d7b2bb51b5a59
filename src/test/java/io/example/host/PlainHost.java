package io.example.host;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest host: one route with an LLM step. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PlainHost {

  @Bean
  RouteBuilder summaries() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:summarize").transform(simple("Summarize: ${body}")).to("direct:chat");
      }
    };
  }
}
