package io.cameleer.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka as configured, under {@code cameleer.kafka}.
 *
 * <p>A further property may be secret, but each is a text: with another type Spring would take a
 * dot in a property's name for a level.
 *
 * @param bootstrapServers {@code host:port}, several with commas between them; by default {@code
 *     KAFKA_BOOTSTRAP_SERVERS}, else the embedded broker
 * @param properties any property of Kafka's clients, such as {@code security.protocol}, {@code
 *     sasl.jaas.config} or {@code ssl.truststore.location}; its value may be a secret. Those on
 *     which jobs rely, such as {@code group.id} and {@code enable.auto.commit}, are refused
 * @param embedded the embedded broker
 */
public record KafkaProperties(
    @Nullable String bootstrapServers,
    @DefaultValue Map<String, String> properties,
    @DefaultValue Embedded embedded) {

  /**
   * The embedded broker.
   *
   * @param port where the embedded broker listens, on 127.0.0.1 only; 0 for any that is free
   * @param data the directory it keeps its data in, over restarts and kills, for one process at a
   *     time; by default {@code kafka} in the folder {@code data}
   */
  public record Embedded(@DefaultValue("9092") int port, @Nullable String data) {}

  /** Shows no property's value. */
  @Override
  public String toString() {
    return "KafkaProperties[%s, %s, %s]".formatted(bootstrapServers, properties.keySet(), embedded);
  }
}
