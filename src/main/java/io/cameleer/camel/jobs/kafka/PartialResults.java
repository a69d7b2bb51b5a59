package io.cameleer.camel.jobs.kafka;

import io.cameleer.chat.ChatRequest;
import io.cameleer.job.topic.ReceivedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes pieces of answers at once, outside of all transactions: who reads them wants them soon.
 * A job that is carried out again publishes them again.
 */
public final class PartialResults implements AutoCloseable {

  private final @Nullable String topic;
  private final Supplier<Map<String, Object>> client;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * Connects with the first piece.
   *
   * @param topic where they go, or null: nowhere
   * @param client properties of a Kafka client
   */
  public PartialResults(@Nullable String topic, Supplier<Map<String, Object>> client) {
    this.topic = topic;
    this.client = client;
  }

  /** Where the pieces of a job's answer go, or null: nowhere. */
  public @Nullable PartialAnswer of(ReceivedJob job, ChatRequest request) {
    String target = topic;
    return target == null || !request.streaming().enabled()
        ? null
        : new PartialAnswer(job, request, piece -> send(KafkaRecords.write(target, piece)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused = connected().send(record);
  }

  private synchronized KafkaProducer<byte[], byte[]> connected() {
    if (closed) {
      throw new JobGivenUpException();
    }
    if (producer == null) {
      Map<String, Object> properties = new HashMap<>(client.get());
      properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
