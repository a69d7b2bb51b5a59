package io.cameleer.camel.jobs;

import io.cameleer.job.topic.OutgoingRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what jobs have done: their records and the offsets that say so, in one transaction after
 * the other, each with all that has been done meanwhile. A transaction that fails is tried again
 * until it succeeds or its jobs are another consumer's.
 */
final class Publisher implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final int SUSPICIOUS_FAILURES = 4;
  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long MAX_BACKOFF_MILLIS = 2_000;

  private final JobLane lane;
  private final TransactionalWriter writer;
  private final long shortestInterval;
  private final LinkedBlockingQueue<Publication> queue = new LinkedBlockingQueue<>();
  private final ReentrantLock transaction = new ReentrantLock();
  private @Nullable Thread thread;
  private volatile boolean closed;

  Publisher(JobLane lane, TransactionalWriter writer, Duration commitEvery) {
    this.lane = lane;
    this.writer = writer;
    this.shortestInterval = commitEvery.toNanos();
  }

  void start(String name) {
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** A job is done: it goes into the next transaction. */
  CompletableFuture<@Nullable RecordMetadata> add(Publication publication) {
    queue.add(publication);
    if (closed) {
      giveUp(List.of(publication));
    }
    return publication.done();
  }

  /** Waits until the transaction that is under way now, if any, has ended. */
  void awaitTransaction() {
    try {
      if (transaction.tryLock(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        transaction.unlock();
      }
      // Else Kafka does not answer. Who reads the offsets next will wait for the transaction's end.
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Publication> waiting = new ArrayList<>();
    long lastAt = System.nanoTime() - shortestInterval;
    try {
      while (!closed) {
        Publication first = queue.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          waiting.add(first);
          TimeUnit.NANOSECONDS.sleep(lastAt + shortestInterval - System.nanoTime());
          queue.drainTo(waiting);
          lastAt = System.nanoTime();
          waiting = publish(waiting);
        }
      }
    } catch (InterruptedException stopped) {
      LOGGER.debug("stopped while waiting", stopped);
    } finally {
      giveUp(waiting);
      writer.close();
    }
  }

  private static void giveUp(List<Publication> publications) {
    publications.forEach(
        publication -> publication.done().completeExceptionally(new JobGivenUpException()));
  }

  /**
   * Publishes all that is wanted. Where that fails again and again, one job after the other, so
   * that a record that can't be written, for a reason that nobody foresaw, holds up no others.
   *
   * @return what has to wait until further jobs are done
   */
  private List<Publication> publish(List<Publication> wanted) throws InterruptedException {
    List<Publication> left = wanted;
    int failures = 0;
    while (!closed) {
      boolean together = failures < SUSPICIOUS_FAILURES;
      Result result = tryOnce(left, together ? TransactionBatch.MOST_RECORDS : 1);
      left = result.left();
      if (result.progress() == Progress.NONE_NEEDED
          || (together && result.progress() == Progress.MADE)) {
        return left;
      }
      if (result.progress() == Progress.FAILED) {
        failures++;
        long backoff = FIRST_BACKOFF_MILLIS << Math.min(failures - 1, 10);
        TimeUnit.MILLISECONDS.sleep(Math.min(backoff, MAX_BACKOFF_MILLIS));
        left = failedLast(left);
      }
    }
    return left;
  }

  /** The next attempt begins with another job. */
  private static List<Publication> failedLast(List<Publication> left) {
    List<Publication> turned = new ArrayList<>(left);
    Collections.rotate(turned, -1);
    return turned;
  }

  private enum Progress {
    /** Some is committed. */
    MADE,
    /** Nothing could be committed that is ours and has room. */
    NONE_NEEDED,
    /** A transaction has failed. */
    FAILED
  }

  private record Result(Progress progress, List<Publication> left) {}

  private Result tryOnce(List<Publication> wanted, int mostRecords) throws InterruptedException {
    transaction.lock();
    try {
      TransactionBatch batch = TransactionBatch.of(lane, wanted, mostRecords);
      List<Publication> left = new ArrayList<>(batch.later());
      if (batch.isEmpty()) {
        return new Result(Progress.NONE_NEEDED, left);
      }
      ConsumerGroupMetadata membership = lane.membership();
      if (membership == null) {
        return new Result(Progress.FAILED, wanted);
      }
      boolean committed = commit(batch, membership, left);
      return new Result(committed ? Progress.MADE : Progress.FAILED, left);
    } finally {
      transaction.unlock();
    }
  }

  private boolean commit(
      TransactionBatch batch, ConsumerGroupMetadata membership, List<Publication> left)
      throws InterruptedException {
    try {
      succeed(batch, writer.write(batch.records(), batch.offsets(), membership));
      return true;
    } catch (RefusedRecordsException refused) {
      left.addAll(acceptable(batch, refused));
    } catch (GroupChangedException changed) {
      LOGGER.debug("the group has changed before a transaction was committed", changed);
      left.addAll(batch.publications());
    } catch (OutcomeUnknownException unknown) {
      LOGGER.warn("It is not known yet whether results of jobs are published", unknown);
      return settle(batch, membership, left);
    } catch (RuntimeException failed) {
      LOGGER.warn("Results of jobs can't be published at the moment: {}", failed.toString());
      LOGGER.debug("why", failed);
      left.addAll(batch.publications());
    }
    return false;
  }

  /** Waits until it is known what became of a transaction. */
  private boolean settle(
      TransactionBatch batch, ConsumerGroupMetadata membership, List<Publication> left)
      throws InterruptedException {
    while (!closed) {
      try {
        if (writer.landed(batch.offsets(), membership)) {
          succeed(batch, List.of());
          return true;
        }
        break;
      } catch (KafkaException unreachable) {
        LOGGER.debug("Kafka does not tell", unreachable);
        TimeUnit.MILLISECONDS.sleep(MAX_BACKOFF_MILLIS);
      }
    }
    left.addAll(batch.publications());
    return false;
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
    refused
        .faults()
        .forEach((index, fault) -> {
          Publication publication = withRecord.get(index);
          JobOutput output = Objects.requireNonNull(publication.output());
          OutgoingRecord instead = output.instead();
          if (!RefusedRecordsException.isOfRecordItself(fault) && !output.onRequest()) {
            LOGGER.warn("The topic {} can't be written: {}", publication.topic(), fault.toString());
            return;
          }
          acceptable.remove(publication);
          if (instead == null) {
            publication.done().completeExceptionally(fault);
          } else {
            acceptable.add(publication.with(output.shortened(instead)));
          }
        });
    return acceptable;
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    try {
      if (running != null && !running.join(STOP_WITHIN)) {
        running.interrupt();
      }
    } catch (InterruptedException hurry) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
    List<Publication> rest = new ArrayList<>();
    queue.drainTo(rest);
    giveUp(rest);
  }
}
