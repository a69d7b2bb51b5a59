package io.cameleer.camel.jobs.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The producer of routes that publish what jobs have to say. A record's value is a {@link
 * JobOutput}, and headers that the route has given it are added to that; it is written by the
 * transaction that commits its job, which is when sending it succeeds. Everything else about
 * transactions is the {@link Publisher}'s.
 */
final class JobProducer implements Producer<Object, Object> {

  private final KnownTopics topics;

  /** Sends to the gateway's own topics, and to those of these that are there. */
  JobProducer(KnownTopics topics) {
    this.topics = topics;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<Object, Object> record) {
    return send(record, null);
  }

  @Override
  @SuppressWarnings(
      "NullAway") // where a transaction's outcome was learnt later, places are unknown
  public Future<RecordMetadata> send(
      ProducerRecord<Object, Object> record, @Nullable Callback callback) {
    if (!(record.value() instanceof JobOutput output)) {
      throw new IllegalStateException(
          "Only what writeResult and writeDeadLetter have made can be sent with #jobClients.");
    }
    CompletableFuture<@Nullable RecordMetadata> sent =
        publish(record.topic(), output.with(KafkaRecords.headers(record.headers())));
    if (callback != null) {
      var unused =
          sent.whenComplete((metadata, fault) ->
              callback.onCompletion(
                  metadata, fault instanceof Exception exception ? exception : null));
    }
    return sent;
  }

  private CompletableFuture<@Nullable RecordMetadata> publish(String topic, JobOutput output) {
    try {
      if (output.onRequest()) {
        topics.require(topic);
      }
      return output.job().publish(topic, output);
    } catch (ApiException refused) {
      return CompletableFuture.failedFuture(refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(new JobGivenUpException());
    }
  }

  @Override
  public void flush() {
    // Every record is waited for by its job.
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    throw unsupported();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return Map.of();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    throw unsupported();
  }

  @Override
  public void initTransactions() {
    throw unsupported();
  }

  @Override
  public void beginTransaction() {
    throw unsupported();
  }

  @Override
  @Deprecated
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, String consumerGroupId) {
    throw unsupported();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
    throw unsupported();
  }

  @Override
  public void commitTransaction() {
    throw unsupported();
  }

  @Override
  public void abortTransaction() {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("Jobs are published by their own transactions.");
  }

  @Override
  public void close() {
    // What is on its way belongs to the jobs' consumer, which ends it.
  }

  @Override
  public void close(Duration timeout) {
    close();
  }
}
