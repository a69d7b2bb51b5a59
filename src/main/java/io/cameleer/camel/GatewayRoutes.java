package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/**
 * Completes the routes read from YAML with what the configuration adds, and opens the port when all
 * of them run.
 */
final class GatewayRoutes implements CamelContextConfiguration {

  private final EdgeServer server;
  private final ProviderRoutes providerRoutes;
  private final Supplier<Catalog> catalog;

  GatewayRoutes(EdgeServer server, ProviderRoutes providerRoutes, Supplier<Catalog> catalog) {
    this.server = server;
    this.providerRoutes = providerRoutes;
    this.catalog = catalog;
  }

  @Override
  public void beforeApplicationStart(CamelContext context) {
    try {
      context.addService(server, true, true);
    } catch (Exception failed) {
      throw new IllegalStateException("The edge server can't be prepared.", failed);
    }
    providerRoutes.add(context, catalog.get());
  }

  @Override
  public void afterApplicationStart(CamelContext context) {
    // The port is opened by OpenPort: what is thrown here would be ignored.
  }
}
