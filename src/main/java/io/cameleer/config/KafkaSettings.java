package io.cameleer.config;

import io.cameleer.catalog.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka cluster jobs go through, checked.
 *
 * @param bootstrapServers where to find it; null for the embedded broker
 * @param properties further properties of the clients
 * @param port where the embedded broker listens; 0 for any that is free
 * @param data where the embedded broker keeps its data
 */
public record KafkaSettings(
    @Nullable String bootstrapServers, Map<String, Secret> properties, int port, Path data) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }
}
