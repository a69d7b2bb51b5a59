package io.cameleer.camel.jobs.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and a consumer group's offsets, both or neither. Whatever happens to a
 * transaction, afterwards it is known what became of it, or it can be asked. Used by one thread.
 */
final class TransactionalWriter implements AutoCloseable {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final Map<String, Object> client;
  private final String firstId;
  private String id;
  private @Nullable KafkaProducer<byte[], byte[]> open;

  /**
   * Connects with the first transaction.
   *
   * @param client properties of a Kafka producer
   * @param id the transactional id: a process that died is cut off by its successor of the same id
   */
  TransactionalWriter(Map<String, Object> client, String id) {
    this.client = Map.copyOf(client);
    this.firstId = id;
    this.id = id;
  }

  /**
   * Writes.
   *
   * @param records may be none
   * @param offsets of the group, at least one
   * @return where the records are now
   * @throws RefusedRecordsException where some of the records can't be written; nothing was
   * @throws GroupChangedException where the group has changed meanwhile; nothing was written
   * @throws OutcomeUnknownException where it may have been written or not: ask {@link #landed}
   * @throws KafkaException where it failed otherwise; nothing was written
   */
  List<RecordMetadata> write(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    KafkaProducer<byte[], byte[]> producer = connected();
    boolean committing = false;
    try {
      producer.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      producer.sendOffsetsToTransaction(offsets, group);
      committing = true;
      producer.commitTransaction();
      return metadata(sent);
    } catch (KafkaException | IllegalStateException failed) {
      if (!undone(producer, failed) && committing) {
        throw new OutcomeUnknownException(failed);
      }
      throw understood(failed, sent);
    }
  }

  private KafkaProducer<byte[], byte[]> connected() {
    KafkaProducer<byte[], byte[]> producer = open;
    if (producer == null) {
      Map<String, Object> properties = new HashMap<>(client);
      properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      try {
        producer.initTransactions();
      } catch (KafkaException failed) {
        producer.close(AT_ONCE);
        throw failed;
      }
      open = producer;
    }
    return producer;
  }

  private static List<RecordMetadata> metadata(List<Future<RecordMetadata>> sent) {
    return sent.stream().map(Future::resultNow).toList();
  }

  /** Aborts the transaction; where that can't be done, the next one begins with a new producer. */
  private boolean undone(KafkaProducer<byte[], byte[]> producer, RuntimeException failed) {
    try {
      if (!(failed instanceof ProducerFencedException)) {
        producer.abortTransaction();
        return true;
      }
      // Somebody else has this id; to take it back would be to cut each other off for ever.
      id = firstId + '-' + UUID.randomUUID();
    } catch (KafkaException | IllegalStateException broken) {
      failed.addSuppressed(broken);
    }
    open = null;
    producer.close(AT_ONCE);
    return false;
  }

  private static RuntimeException understood(
      RuntimeException failed, List<Future<RecordMetadata>> sent) {
    if (failed instanceof CommitFailedException
        || failed instanceof RebalanceInProgressException
        || failed instanceof IllegalGenerationException
        || failed instanceof UnknownMemberIdException
        || failed instanceof FencedInstanceIdException) {
      return new GroupChangedException(failed);
    }
    Map<Integer, Throwable> refused = refused(sent);
    return refused.isEmpty() ? failed : new RefusedRecordsException(refused, failed);
  }

  private static Map<Integer, Throwable> refused(List<Future<RecordMetadata>> sent) {
    Map<Integer, Throwable> refused = new HashMap<>();
    for (int index = 0; index < sent.size(); index++) {
      Throwable fault = fault(sent.get(index));
      if (fault != null && RefusedRecordsException.isAboutRecord(fault)) {
        refused.put(index, fault);
      }
    }
    return refused;
  }

  private static @Nullable Throwable fault(Future<RecordMetadata> sent) {
    if (!sent.isDone()) {
      return null;
    }
    try {
      RecordMetadata unused = sent.get();
      return null;
    } catch (ExecutionException failed) {
      return failed.getCause();
    } catch (CancellationException | InterruptedException notToldOf) {
      return null;
    }
  }

  /**
   * Whether a transaction has been committed of which that was not known.
   *
   * @param offsets those it was to commit
   * @throws KafkaException where nobody can tell at the moment
   */
  boolean landed(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    // A new producer of the same id has the coordinator end what the old one began.
    connected();
    ListConsumerGroupOffsetsSpec spec =
        new ListConsumerGroupOffsetsSpec().topicPartitions(offsets.keySet());
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(
                  Map.of(group.groupId(), spec),
                  new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata()
              .get();
      return offsets.entrySet().stream()
          .allMatch(entry -> same(entry.getValue(), committed.get(entry.getKey())));
    } catch (ExecutionException failed) {
      throw new KafkaException("The committed offsets can't be read", failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /** Every transaction makes a job more done, so no two commit the same. */
  private static boolean same(OffsetAndMetadata wanted, @Nullable OffsetAndMetadata committed) {
    return committed != null
        && committed.offset() == wanted.offset()
        && committed.metadata().equals(wanted.metadata());
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> producer = open;
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
