package io.cameleer.camel.batches;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka client that writes jobs whose results are kept. A record counts as written when every
 * copy of it is, and is written once however often the client had to try.
 */
final class KeptJobClients implements KafkaClientFactory {

  /** As large as the requests that the gateway takes, and then some. */
  private static final int MAX_RECORD_BYTES = 32 << 20;

  private final Supplier<Map<String, Object>> client;

  /**
   * Not connected yet.
   *
   * @param client gives properties of a Kafka client: {@code bootstrap.servers}, how to log in
   */
  KeptJobClients(Supplier<Map<String, Object>> client) {
    this.client = client;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Producer getProducer(Properties endpoint) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    // More than a topic takes would be split and sent again for ever.
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 16 << 10);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    properties.putAll(client.get());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Consumer getConsumer(Properties endpoint) {
    throw new UnsupportedOperationException(
        "These clients write jobs; #batchJobClients read them.");
  }

  @Override
  public @Nullable String getBrokers(KafkaConfiguration configuration) {
    return (String) client.get().get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
  }
}
