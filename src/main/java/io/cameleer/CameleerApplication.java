package io.cameleer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication(proxyBeanMethods = false)
public class CameleerApplication {

  /**
   * Starts the gateway; arguments are Spring properties such as {@code
   * --cameleer.server.port=9000}.
   */
  public static void main(String[] arguments) {
    SpringApplication.run(CameleerApplication.class, arguments);
  }
}
