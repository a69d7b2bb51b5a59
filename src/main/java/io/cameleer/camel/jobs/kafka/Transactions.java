package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.OutgoingRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of a lane: the records of jobs that are done and the offsets that say so, both
 * or neither. Jobs are told what became of theirs.
 */
final class Transactions implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Transactions.class);
  private static final long ASK_AGAIN_MILLIS = 1_000;

  private final JobLane lane;
  private final TransactionalWriter writer;
  private final ReentrantLock underWay = new ReentrantLock();
  private volatile boolean closed;

  /** Writes with this, which it closes in the end. */
  Transactions(JobLane lane, TransactionalWriter writer) {
    this.lane = lane;
    this.writer = writer;
  }

  /** What became of an attempt, the best first. */
  enum Outcome {
    /** Something is committed. */
    COMMITTED,
    /** The group has changed: the same may succeed at once. */
    GROUP_CHANGED,
    /** Nothing is committed. */
    FAILED,
    /** Nothing can be committed before further jobs are done. */
    NOTHING_POSSIBLE
  }

  /**
   * An attempt has ended.
   *
   * @param left the jobs that are still to be published
   */
  record Result(Outcome outcome, List<Publication> left) {}

  /** Tries to publish as many of these as one transaction takes. */
  Result attempt(List<Publication> wanted) throws InterruptedException {
    underWay.lock();
    try {
      TransactionBatch batch = TransactionBatch.of(lane, wanted);
      List<Publication> left = new ArrayList<>(batch.later());
      if (batch.isEmpty()) {
        return new Result(Outcome.NOTHING_POSSIBLE, left);
      }
      ConsumerGroupMetadata membership = lane.membership().current();
      if (membership == null) {
        lane.membership().awaitChange(null);
        return new Result(Outcome.GROUP_CHANGED, wanted);
      }
      return new Result(commit(batch, membership, left), left);
    } finally {
      underWay.unlock();
    }
  }

  private Outcome commit(
      TransactionBatch batch, ConsumerGroupMetadata membership, List<Publication> left)
      throws InterruptedException {
    try {
      succeed(batch, writer.write(batch.records(), batch.offsets(), membership));
      return Outcome.COMMITTED;
    } catch (RefusedRecordsException refused) {
      left.addAll(acceptable(batch, refused));
      return Outcome.FAILED;
    } catch (GroupChangedException changed) {
      LOGGER.debug("the group has changed before a transaction was committed", changed);
      lane.membership().awaitChange(membership);
      left.addAll(batch.publications());
      return Outcome.GROUP_CHANGED;
    } catch (OutcomeUnknownException unknown) {
      LOGGER.warn("It is not known yet whether results of jobs are published", unknown);
      return settle(batch, membership, left);
    } catch (RuntimeException failed) {
      LOGGER.warn("Results of jobs can't be published at the moment: {}", failed.toString());
      LOGGER.debug("why", failed);
      left.addAll(batch.publications());
      return Outcome.FAILED;
    }
  }

  /** Waits until it is known what became of a transaction. */
  private Outcome settle(
      TransactionBatch batch, ConsumerGroupMetadata membership, List<Publication> left)
      throws InterruptedException {
    while (!closed) {
      try {
        if (writer.landed(batch.offsets(), membership)) {
          succeed(batch, List.of());
          return Outcome.COMMITTED;
        }
        break;
      } catch (RuntimeException unreachable) {
        LOGGER.debug("Kafka does not tell", unreachable);
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
      }
    }
    left.addAll(batch.publications());
    return Outcome.FAILED;
  }

  private void succeed(TransactionBatch batch, List<RecordMetadata> written) {
    lane.committed(batch.publications());
    IdentityHashMap<Publication, RecordMetadata> places = new IdentityHashMap<>();
    List<Publication> withRecord = batch.withRecord();
    for (int index = 0; index < written.size(); index++) {
      places.put(withRecord.get(index), written.get(index));
    }
    batch.publications().forEach(each -> each.done().complete(places.get(each)));
  }

  /** Tells jobs whose records are refused, and gives the others, some with smaller records. */
  private static List<Publication> acceptable(
      TransactionBatch batch, RefusedRecordsException refused) {
    List<Publication> acceptable = new ArrayList<>(batch.publications());
    List<Publication> withRecord = batch.withRecord();
    Set<String> unwritable = new HashSet<>();
    refused
        .faults()
        .forEach((index, fault) -> {
          Publication publication = withRecord.get(index);
          JobOutput output = Objects.requireNonNull(publication.output());
          OutgoingRecord instead = output.instead();
          if (!RefusedRecordsException.isOfRecordItself(fault) && !output.onRequest()) {
            unwritable.add("%s: %s".formatted(publication.topic(), fault));
            return;
          }
          acceptable.remove(publication);
          if (instead == null) {
            publication.done().completeExceptionally(fault);
          } else {
            acceptable.add(publication.with(output.shortened(instead)));
          }
        });
    unwritable.forEach(topic -> LOGGER.warn("Results can't be written to the topic {}", topic));
    return acceptable;
  }

  /** Waits until the transaction that is under way now, if any, has ended, but no longer. */
  void awaitEnd(Duration longest) {
    try {
      if (underWay.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        underWay.unlock();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** By the thread that makes the attempts. */
  @Override
  public void close() {
    writer.close();
  }

  /** Has an attempt end that waits for Kafka. */
  void stop() {
    closed = true;
  }
}
