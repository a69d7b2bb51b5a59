package io.cameleer.camel.jobs;

import io.cameleer.config.KafkaCluster;
import io.cameleer.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets jobs up as the configuration says. */
@Configuration(proxyBeanMethods = false)
class JobWiring {

  @Bean
  JobSetup jobSetup(Settings settings, KafkaCluster cluster) {
    int port = settings.server().port();
    return new JobSetup(
        settings.jobs(),
        cluster::clientProperties,
        settings.jobs().work().group()
            + '-'
            + host()
            + '-'
            + (port == 0 ? UUID.randomUUID() : port),
        settings.server().bodyLimit());
  }

  /** Tells gateways of several machines apart; the port those of one machine. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
