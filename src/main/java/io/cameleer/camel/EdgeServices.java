package io.cameleer.camel;

import io.cameleer.api.ChatChunkWriter;
import io.cameleer.catalog.Catalog;
import io.cameleer.config.ServerSettings;
import io.cameleer.config.Settings;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The HTTP server of the edge routes; without it nothing listens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cameleer.edge.enabled", matchIfMissing = true)
class EdgeServices {

  private static final Duration KEEP_ALIVE_AFTER = Duration.ofSeconds(15);

  @Bean
  ListeningSockets listeningSockets() {
    return new ListeningSockets();
  }

  @Bean
  Vertx vertx(ListeningSockets sockets) {
    return VirtualThreadVertx.create(sockets);
  }

  @Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
  EdgeEngine edgeEngine() {
    return new EdgeEngine();
  }

  @Bean
  EdgeServer edgeServer(Settings settings, ListeningSockets sockets, EdgeTraffic traffic) {
    ServerSettings server = settings.server();
    ServerSettings.TlsFiles tls = server.tls();
    return new EdgeServer(
        new EdgeServer.Listener(
            server.address(),
            server.port(),
            tls == null ? null : tls.certificate().toString(),
            tls == null ? null : tls.privateKey().toString(),
            server.bodyLimit()),
        sockets,
        traffic);
  }

  /** Before the routes start: they register themselves with the server. */
  @Bean
  CamelContextConfiguration edgeServerService(EdgeServer server) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext context) {
        try {
          context.addService(server, true, true);
        } catch (Exception failed) {
          throw new IllegalStateException("The edge server can't be prepared.", failed);
        }
      }

      @Override
      public void afterApplicationStart(CamelContext context) {
        // The port is opened by OpenPort: what is thrown here would be ignored.
      }
    };
  }

  @Bean
  StopPart edgeStop(EdgeServer server, EdgeTraffic traffic, Settings settings) {
    return new EdgeStop(server, traffic, settings.server());
  }

  /** Before everything else that starts when all routes run. */
  @Bean
  @Order(0)
  OpenPort openPort(EdgeServer server, Supplier<Catalog> catalog, Settings settings) {
    return new OpenPort(server, catalog, settings);
  }

  @Bean
  EventStreams eventStreams(Vertx vertx, ReplyHeaders headers) {
    return new EventStreams(vertx, new ChatChunkWriter(), headers, KEEP_ALIVE_AFTER);
  }
}
