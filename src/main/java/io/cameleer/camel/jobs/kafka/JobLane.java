package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.JobRecord;
import io.cameleer.job.topic.OffsetLedger;
import io.cameleer.job.topic.Position;
import io.cameleer.job.topic.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that one consumer has in hand: which they are, which of them make their calls, and which
 * are done and await the next transaction. The consumer's thread brings them, each is carried out
 * by a thread of its own, and the publisher's thread lets them go.
 */
final class JobLane implements AutoCloseable {

  private final LaneSettings settings;
  private final Turns turns;
  private final Semaphore parking;
  private final Publisher publisher;
  private final Membership membership = new Membership();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<TopicPartition, Assignment> assignments = new HashMap<>();
  private int inHand;
  private long bytesInHand;
  private boolean stopping;
  private long stopAt;

  /** Publishes with this writer, which it closes in the end. */
  JobLane(LaneSettings settings, TransactionalWriter writer, String name) {
    this.settings = settings;
    this.turns = new Turns(settings.window());
    this.parking = new Semaphore(settings.parked());
    this.publisher = new Publisher(new Transactions(this, writer), settings.commitEvery());
    publisher.start(name);
  }

  Turns turns() {
    return turns;
  }

  LaneSettings settings() {
    return settings;
  }

  boolean park() {
    return parking.tryAcquire();
  }

  void unpark() {
    parking.release();
  }

  /** Whether there is no room for further jobs. */
  boolean full() {
    lock.lock();
    try {
      return stopping || inHand >= settings.backlog() || bytesInHand >= settings.backlogBytes();
    } finally {
      lock.unlock();
    }
  }

  /** How many jobs are where. */
  JobFigures figures() {
    lock.lock();
    try {
      int parked = settings.parked() - parking.availablePermits();
      return new JobFigures(inHand, turns.waiting(), turns.taken(), parked);
    } finally {
      lock.unlock();
    }
  }

  /** How the consumer belongs to its group. */
  Membership membership() {
    return membership;
  }

  /** Partitions come here, with what is committed for them or null. */
  void assigned(Map<TopicPartition, @Nullable Position> committed) {
    lock.lock();
    try {
      committed.forEach((partition, position) ->
          assignments.put(
              partition,
              new Assignment(
                  partition,
                  position == null ? OffsetLedger.empty() : OffsetLedger.from(position))));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes records into hand.
   *
   * @return those that are to be carried out, each with its {@link JobInHand} as value, and without
   *     headers: what a stranger wrote into them must not become a header of a message
   */
  ConsumerRecords<Object, Object> admit(ConsumerRecords<Object, Object> records) {
    if (records.isEmpty()) {
      return records;
    }
    lock.lock();
    try {
      Map<TopicPartition, List<ConsumerRecord<Object, Object>>> admitted = new HashMap<>();
      for (TopicPartition partition : records.partitions()) {
        Assignment assignment = assignments.get(partition);
        if (assignment != null && !stopping) {
          admitted.put(partition, admit(assignment, records.records(partition)));
        }
      }
      return new ConsumerRecords<>(admitted);
    } finally {
      lock.unlock();
    }
  }

  private List<ConsumerRecord<Object, Object>> admit(
      Assignment assignment, List<ConsumerRecord<Object, Object>> records) {
    List<ConsumerRecord<Object, Object>> admitted = new ArrayList<>(records.size());
    for (ConsumerRecord<Object, Object> record : records) {
      if (assignment.ledger().arrived(record.offset())) {
        JobRecord content = KafkaRecords.read(record);
        JobInHand job = new JobInHand(this, assignment, content);
        assignment.jobs().add(job);
        inHand++;
        bytesInHand += content.size();
        admitted.add(
            new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), null, job));
      }
    }
    return admitted;
  }

  CompletableFuture<@Nullable RecordMetadata> publish(
      JobInHand job, @Nullable String topic, @Nullable JobOutput output) {
    return publisher.add(new Publication(job, topic, output));
  }

  /**
   * What to commit once these publications are.
   *
   * @param publications those of one partition that is ours
   * @return nothing where the text that goes with the offset would be too long
   */
  Optional<Position> positionAfter(Assignment assignment, Collection<Publication> publications) {
    lock.lock();
    try {
      Position position =
          assignment
              .ledger()
              .after(publications.stream().map(publication -> publication.job().offset()).toList());
      return position.done().length() <= KafkaRecords.MOST_METADATA
          ? Optional.of(position)
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a partition has gone elsewhere. */
  boolean isOver(Assignment assignment) {
    lock.lock();
    try {
      return assignment.over();
    } finally {
      lock.unlock();
    }
  }

  /** These jobs are done for good. */
  void committed(Collection<Publication> publications) {
    lock.lock();
    try {
      for (Publication publication : publications) {
        JobInHand job = publication.job();
        job.markDone();
        Assignment assignment = job.assignment();
        if (assignment.jobs().remove(job)) {
          assignment.ledger().finish(List.of(job.offset()));
          letGo(job);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void letGo(JobInHand job) {
    inHand--;
    bytesInHand -= job.record().size();
  }

  /** Nothing more is done for a job here although it is not done: its record stays open. */
  void abandon(JobInHand job) {
    lock.lock();
    try {
      if (job.assignment().jobs().remove(job)) {
        letGo(job);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Partitions go elsewhere: jobs whose calls are in flight may end, within a grace period; all
   * others, and those that don't, are given up. When this returns nothing more is committed for
   * these partitions.
   */
  void handOver(Collection<TopicPartition> partitions, Duration grace) {
    lock.lock();
    try {
      List<Assignment> leaving =
          partitions.stream().map(assignments::get).filter(found -> found != null).toList();
      leaving.forEach(assignment -> giveUp(assignment, job -> !job.busy()));
      awaitEnd(leaving, grace);
      leaving.forEach(assignment -> {
        giveUp(assignment, job -> true);
        assignments.remove(assignment.partition());
        assignment.end();
      });
    } finally {
      lock.unlock();
    }
    publisher.awaitTransaction();
  }

  private void giveUp(Assignment assignment, Predicate<JobInHand> which) {
    assignment
        .jobs()
        .removeIf(job -> {
          if (!which.test(job)) {
            return false;
          }
          job.giveUp();
          letGo(job);
          return true;
        });
  }

  private void awaitEnd(List<Assignment> leaving, Duration grace) {
    long left = grace.toNanos();
    if (stopping) {
      // The grace period began when the gateway was told to stop.
      left = Math.min(left, stopAt - System.nanoTime());
    }
    try {
      while (left > 0 && leaving.stream().anyMatch(assignment -> !assignment.jobs().isEmpty())) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void beginStop() {
    if (!stopping) {
      stopping = true;
      stopAt = System.nanoTime() + settings.grace().toNanos();
    }
  }

  /** Takes nothing more, and gives up what only waits: the gateway is about to stop. */
  void stop() {
    lock.lock();
    try {
      beginStop();
      assignments.values().forEach(assignment -> giveUp(assignment, job -> !job.busy()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is in hand, or the grace period of {@link #stop} is over. */
  void awaitStop() {
    lock.lock();
    try {
      long left = stopAt - System.nanoTime();
      while (stopping && inHand > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<TopicPartition> all;
    lock.lock();
    try {
      beginStop();
      all = List.copyOf(assignments.keySet());
    } finally {
      lock.unlock();
    }
    handOver(all, settings.grace());
    publisher.close();
  }
}
