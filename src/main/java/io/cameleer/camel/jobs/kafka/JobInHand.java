package io.cameleer.camel.jobs.kafka;

import io.cameleer.attempt.Pausing;
import io.cameleer.job.topic.JobRecord;
import io.cameleer.job.topic.Turns;
import io.cameleer.job.topic.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A job from the moment its record was read until it is done: the body of the message that the
 * consumer hands to its route. It belongs to the thread that carries it out; only giving it up may
 * come from another.
 */
public final class JobInHand implements Pausing {

  private static final long LOOK_EVERY_MILLIS = 200;

  private final JobLane lane;
  private final Assignment assignment;
  private final JobRecord record;
  private volatile Turns.@Nullable Place place;
  private volatile @Nullable Runnable cutShort;
  private volatile boolean started;
  private volatile boolean givenUp;
  private volatile boolean done;
  private final CountDownLatch left = new CountDownLatch(1);

  JobInHand(JobLane lane, Assignment assignment, JobRecord record) {
    this.lane = lane;
    this.assignment = assignment;
    this.record = record;
  }

  /** Its record as it was read. */
  public JobRecord record() {
    return record;
  }

  Assignment assignment() {
    return assignment;
  }

  long offset() {
    return record.address().offset();
  }

  /**
   * Waits until it may make its call.
   *
   * @return whether it may; not so where its deadline comes before its turn
   * @throws JobGivenUpException where it is not ours any more
   */
  public boolean awaitTurn(Urgency urgency) throws InterruptedException {
    Turns.Place joined = lane.turns().join(urgency);
    place = joined;
    if (givenUp) {
      joined.leave();
    }
    started = joined.await(nanosUntil(urgency.deadline()));
    requireOurs();
    return started;
  }

  private static @Nullable Long nanosUntil(@Nullable Instant deadline) {
    if (deadline == null) {
      return null;
    }
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.isNegative()) {
      // So long ago, perhaps, that it can't be said in nanoseconds.
      return 0L;
    }
    return left.compareTo(Duration.ofDays(365)) > 0 ? null : (Long) left.toNanos();
  }

  /** Its call has ended: another job may make its own. */
  public void endTurn() {
    Turns.Place taken = place;
    if (taken != null) {
      taken.leave();
    }
  }

  /** Whether its call is under way, or has ended and is not published yet. */
  boolean busy() {
    return started;
  }

  /**
   * It waits before its next attempt, as the call says it may: others have its turn meanwhile, as
   * long as not too many wait like this.
   */
  @Override
  public void begin(Runnable abandon) {
    if (lane.park()) {
      cutShort = abandon;
      started = false;
      endTurn();
      if (givenUp) {
        abandon.run();
      }
    }
  }

  @Override
  public void end() {
    if (cutShort == null) {
      return;
    }
    cutShort = null;
    lane.unpark();
    requireOurs();
    Turns.Place again = place;
    if (again != null) {
      awaitAgain(again);
    }
    requireOurs();
  }

  private void awaitAgain(Turns.Place again) {
    again.rejoin();
    if (givenUp) {
      again.leave();
    }
    try {
      started = again.await(null);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JobGivenUpException();
    }
  }

  /**
   * Publishes, together with the fact that the job is done.
   *
   * @return done when both are committed; fails with {@link JobGivenUpException} where the job is
   *     not ours any more, or where the topic refuses the record
   */
  CompletableFuture<@Nullable RecordMetadata> publish(String topic, JobOutput output) {
    return lane.publish(this, topic, output);
  }

  /** The job is done, without anything to publish; returns when that is committed. */
  public void finish() {
    lane.publish(this, null, null).join();
  }

  void markDone() {
    done = true;
  }

  /** Whether it is done for good. */
  public boolean done() {
    return done;
  }

  /** Nothing more is done for it here but to commit it. */
  public void leave() {
    endTurn();
    left.countDown();
  }

  /** Nothing more is done for it although it is not done: its record is left open. */
  public void abandon() {
    leave();
    lane.abandon(this);
  }

  /**
   * Waits until nothing more is done for another job here.
   *
   * @throws JobGivenUpException where this one is not ours any more
   */
  public void awaitLeaving(JobInHand other) throws InterruptedException {
    while (!other.left.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      requireOurs();
    }
    requireOurs();
  }

  /** It is not ours any more. */
  void giveUp() {
    givenUp = true;
    Turns.Place waiting = place;
    if (waiting != null) {
      waiting.withdraw();
    }
    Runnable waitingForRetry = cutShort;
    if (waitingForRetry != null) {
      waitingForRetry.run();
    }
  }

  /** Whether it is not ours any more. */
  public boolean givenUp() {
    return givenUp;
  }

  /** Stops here where the job is not ours any more. */
  public void requireOurs() {
    if (givenUp) {
      throw new JobGivenUpException();
    }
  }
}
