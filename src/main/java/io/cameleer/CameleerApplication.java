package io.cameleer;

import io.cameleer.camel.CorePart;
import io.cameleer.camel.application.EdgeAndJobsParts;
import io.cameleer.camel.application.LogPart;
import io.cameleer.camel.application.ManagementPart;
import io.cameleer.camel.application.MetricsPart;
import io.cameleer.camel.application.ScratchFolder;
import io.cameleer.config.Installation;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;

/**
 * Starts the gateway. All it consists of is named, here and in the parts: looking for it would take
 * up a third of the start.
 */
@Installation
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(LifecycleAutoConfiguration.class)
@Import({
  CorePart.class,
  EdgeAndJobsParts.class,
  MetricsPart.class,
  ManagementPart.class,
  LogPart.class
})
public class CameleerApplication {

  /**
   * Starts the gateway; arguments are Spring properties such as {@code
   * --cameleer.server.port=9000}.
   */
  public static void main(String[] arguments) {
    // Newer JDKs warn of what Netty does with Unsafe; it does as well without.
    System.setProperty("io.netty.noUnsafe", "true");
    ScratchFolder scratch = ScratchFolder.create();
    SpringApplication application = new SpringApplication(CameleerApplication.class);
    application.setDefaultProperties(scratch.properties());
    AtomicInteger status = new AtomicInteger();
    application.addListeners((ApplicationListener<ApplicationFailedEvent>) failed -> status.set(1));
    // After the last of the contexts. The JVM would give 143 for a stop by SIGTERM, which looks
    // like a failure to whoever runs it. Before the start, since calls are served during its end.
    SpringApplication.getShutdownHandlers()
        .add(() -> {
          try {
            scratch.close();
          } finally {
            Runtime.getRuntime().halt(status.get());
          }
        });
    application.run(arguments);
  }
}
