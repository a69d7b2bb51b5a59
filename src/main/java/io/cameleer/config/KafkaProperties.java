package io.cameleer.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka as configured, under {@code cameleer.kafka}.
 *
 * @param bootstrapServers the cluster; none: {@code KAFKA_BOOTSTRAP_SERVERS}, and without that the
 *     embedded broker
 * @param properties further properties of the clients, each a text that may be secret: with another
 *     type Spring would take a dot in a property's name for a level
 * @param embedded the embedded broker
 */
public record KafkaProperties(
    @Nullable String bootstrapServers,
    @DefaultValue Map<String, String> properties,
    @DefaultValue Embedded embedded) {

  /**
   * The embedded broker.
   *
   * @param port where it listens; 0 for any that is free
   * @param data the directory it keeps its data in; null: the folder {@code kafka} among the
   *     gateway's data
   */
  public record Embedded(@DefaultValue("9092") int port, @Nullable String data) {}

  /** Shows no property's value. */
  @Override
  public String toString() {
    return "KafkaProperties[%s, %s, %s]".formatted(bootstrapServers, properties.keySet(), embedded);
  }
}
