package io.cameleer.config;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.sandbox.SandboxServer;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The configuration as beans: what was written, what is known of models, and what calls may choose
 * from.
 */
@Configuration(proxyBeanMethods = false)
class GatewaySettings {

  @Bean
  Settings settings(Environment environment) {
    return new SettingsReader(environment).read();
  }

  @Bean
  ModelCatalogue modelCatalogue(Environment environment) {
    return ModelCatalogueFile.load(InstallationLayout.find(environment).models());
  }

  @Bean
  SandboxRun sandbox(Settings settings) {
    return settings.sandbox() ? new SandboxRun(SandboxServer.start()) : new SandboxRun(null);
  }

  @Bean
  Supplier<Catalog> catalog(Settings settings, ModelCatalogue models, SandboxRun sandbox) {
    Catalog catalog = settings.catalog(models, sandbox.baseUrl());
    return () -> catalog;
  }

  /** The sandbox for as long as the application runs, or none. */
  record SandboxRun(@Nullable SandboxServer server) implements AutoCloseable {

    @Nullable URI baseUrl() {
      return server == null ? null : server.baseUrl();
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }
}
