package io.cameleer.camel.application;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the log leaves the gateway. */
@Configuration(proxyBeanMethods = false)
public class LogPart {

  @Bean
  AutoCloseable consoleLog() {
    return ConsoleLog.install();
  }
}
