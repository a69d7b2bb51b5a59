package io.cameleer;

import io.cameleer.camel.embedded.CameleerAutoConfiguration;
import io.cameleer.config.Installation;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@Installation
@SpringBootApplication(proxyBeanMethods = false, exclude = CameleerAutoConfiguration.class)
public class CameleerApplication {

  /**
   * Starts the gateway; arguments are Spring properties such as {@code
   * --cameleer.server.port=9000}.
   */
  public static void main(String[] arguments) {
    // Newer JDKs warn of what Netty does with Unsafe; it does as well without.
    System.setProperty("io.netty.noUnsafe", "true");
    SpringApplication.run(CameleerApplication.class, arguments);
    // After the last of the contexts. The JVM would give 143 for a stop by SIGTERM, which looks
    // like a failure to whoever runs it; a start that fails does not come here.
    SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
  }
}
