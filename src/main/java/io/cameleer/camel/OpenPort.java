package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.Provider;
import io.cameleer.config.Settings;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Opens the port, last of all, when every route runs. */
final class OpenPort implements ApplicationRunner {

  private static final Logger LOGGER = LoggerFactory.getLogger(OpenPort.class);

  private final EdgeServer server;
  private final Supplier<Catalog> catalog;
  private final Settings settings;

  OpenPort(EdgeServer server, Supplier<Catalog> catalog, Settings settings) {
    this.server = server;
    this.catalog = catalog;
    this.settings = settings;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    server.listen();
    LOGGER.info("Cameleer listens on {}, providers: {}", server.describe(), providerNames());
    if (settings.gatewayKeys().isEmpty()) {
      LOGGER.warn(
          "No gateway keys are configured, so only this machine may call, and everybody on it."
              + " Set CAMELEER_API_KEYS to serve others.");
    }
  }

  private String providerNames() {
    return catalog.get().providers().stream().map(Provider::name).collect(Collectors.joining(", "));
  }
}
