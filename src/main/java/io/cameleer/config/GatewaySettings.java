package io.cameleer.config;

import io.cameleer.catalog.Catalog;
import io.cameleer.sandbox.SandboxServer;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The configuration as beans: as it is in force at any moment, and what the program started with.
 */
@Configuration(proxyBeanMethods = false)
public class GatewaySettings {

  @Bean
  @ConditionalOnMissingBean
  InstallationLayout installationLayout(ConfigurableEnvironment environment) {
    return InstallationLayout.find(environment);
  }

  @Bean
  LiveConfiguration liveConfiguration(
      ConfigurableEnvironment environment, InstallationLayout layout, SandboxRun sandbox) {
    return new LiveConfiguration(
        new ConfigurationReader(environment, layout), sandbox::baseUrl, Clock.systemUTC());
  }

  @Bean
  SandboxRun sandbox() {
    return new SandboxRun();
  }

  @Bean
  Supplier<Snapshot> configuration(LiveConfiguration live) {
    return live::current;
  }

  @Bean
  Supplier<Catalog> catalog(LiveConfiguration live) {
    return () -> live.current().catalog();
  }

  /** It begins at once: it takes a while, and nobody needs it before all beans are there. */
  @Bean(initMethod = "begin", destroyMethod = "end")
  KafkaCluster kafkaCluster(LiveConfiguration live) {
    return new KafkaCluster(live.first().jobs());
  }

  /** The settings at start-up: for what can't change later. */
  @Bean
  Settings settings(LiveConfiguration live) {
    return live.first();
  }

  /**
   * The sandbox, from when it is wanted first until the application ends: calls may still be there
   * when it is no longer wanted.
   */
  static final class SandboxRun implements AutoCloseable {

    private @Nullable SandboxServer server;

    /** Where it listens, or null where it is not wanted. */
    @Nullable URI baseUrl(boolean wanted) {
      if (!wanted) {
        return null;
      }
      if (server == null) {
        server = SandboxServer.start();
      }
      return server.baseUrl();
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }
}
