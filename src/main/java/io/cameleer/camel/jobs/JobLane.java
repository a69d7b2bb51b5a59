package io.cameleer.camel.jobs;

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
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<TopicPartition, Assignment> assignments = new HashMap<>();
  private int inHand;
  private long bytesInHand;
  private boolean stopping;
  private @Nullable ConsumerGroupMetadata membership;

  /** Publishes with this writer, which it closes in the end. */
  JobLane(LaneSettings settings, TransactionalWriter writer, String name) {
    this.settings = settings;
    this.turns = new Turns(settings.window());
    this.parking = new Semaphore(settings.parked());
    this.publisher = new Publisher(this, writer, settings.commitEvery());
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

  /** How many jobs are in hand. */
  int inHand() {
    lock.lock();
    try {
      return inHand;
    } finally {
      lock.unlock();
    }
  }

  /** The consumer belongs to its group in this way now. */
  void joined(ConsumerGroupMetadata current) {
    lock.lock();
    try {
      membership = current;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How the consumer belongs to its group, or null before it has joined. */
  @Nullable ConsumerGroupMetadata membership() {
    lock.lock();
    try {
      return membership;
    } finally {
      lock.unlock();
    }
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
    try {
      while (left > 0 && leaving.stream().anyMatch(assignment -> !assignment.jobs().isEmpty())) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes nothing more, and gives up what only waits: the gateway is about to stop. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      assignments.values().forEach(assignment -> giveUp(assignment, job -> !job.busy()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<TopicPartition> all;
    lock.lock();
    try {
      stopping = true;
      all = List.copyOf(assignments.keySet());
    } finally {
      lock.unlock();
    }
    handOver(all, settings.grace());
    publisher.close();
  }
}
