package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.Provider;
import io.cameleer.config.Settings;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the routes read from YAML with what the configuration adds, and opens the port when all
 * of them run.
 */
final class GatewayRoutes implements CamelContextConfiguration {

  private static final Logger LOGGER = LoggerFactory.getLogger(GatewayRoutes.class);

  private final EdgeServer server;
  private final ProviderRoutes providerRoutes;
  private final Supplier<Catalog> catalog;
  private final Settings settings;

  GatewayRoutes(
      EdgeServer server,
      ProviderRoutes providerRoutes,
      Supplier<Catalog> catalog,
      Settings settings) {
    this.server = server;
    this.providerRoutes = providerRoutes;
    this.catalog = catalog;
    this.settings = settings;
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
    server.listen();
    LOGGER.info("Cameleer listens on {}, providers: {}", server.describe(), providerNames());
    if (settings.apiKeys().isEmpty()) {
      LOGGER.warn(
          "No gateway keys are configured, so only this machine may call, and everybody on it."
              + " Set CAMELEER_API_KEYS to serve others.");
    }
  }

  private String providerNames() {
    return catalog.get().providers().stream().map(Provider::name).collect(Collectors.joining(", "));
  }
}
