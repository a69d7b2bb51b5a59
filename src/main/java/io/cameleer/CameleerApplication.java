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
    // Newer JDKs warn of what Netty does with Unsafe; it does as well without.
    System.setProperty("io.netty.noUnsafe", "true");
    SpringApplication.run(CameleerApplication.class, arguments);
  }
}
