package io.cameleer.camel;

import io.cameleer.config.Snapshot;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/** Completes the routes read from YAML with what the configuration adds. */
final class GatewayRoutes implements CamelContextConfiguration {

  private final ProviderRoutes providerRoutes;
  private final Supplier<Snapshot> configuration;

  GatewayRoutes(ProviderRoutes providerRoutes, Supplier<Snapshot> configuration) {
    this.providerRoutes = providerRoutes;
    this.configuration = configuration;
  }

  @Override
  public void beforeApplicationStart(CamelContext context) {
    ((ModelCamelContext) context).addModelLifecycleStrategy(new IgnoredExceptions());
    providerRoutes.prepare(configuration.get());
  }

  @Override
  public void afterApplicationStart(CamelContext context) {
    // The port is opened by OpenPort: what is thrown here would be ignored.
  }
}
