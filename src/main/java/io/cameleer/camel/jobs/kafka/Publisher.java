package io.cameleer.camel.jobs.kafka;

import io.cameleer.camel.jobs.kafka.Transactions.Outcome;
import io.cameleer.camel.jobs.kafka.Transactions.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what jobs have done, in one transaction after the other, each with all that has been done
 * meanwhile. What fails is tried again until it succeeds or its jobs are another consumer's.
 */
final class Publisher implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final int SUSPICIOUS_FAILURES = 4;
  private static final int MOST_FAILURES = 3;
  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long MAX_BACKOFF_MILLIS = 2_000;

  private final Transactions transactions;
  private final long shortestInterval;
  private final LinkedBlockingQueue<Publication> queue = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Publishes by these transactions, which it closes in the end.
   *
   * @param commitEvery the shortest time from one transaction to the next
   */
  Publisher(Transactions transactions, Duration commitEvery) {
    this.transactions = transactions;
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
    // Where Kafka does not answer: who reads the offsets next waits for the transaction's end.
    transactions.awaitEnd(STOP_WITHIN);
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
          waiting = publishSafely(waiting);
        }
      }
    } catch (InterruptedException stopped) {
      LOGGER.debug("stopped while waiting", stopped);
    } finally {
      giveUp(waiting);
      transactions.close();
    }
  }

  /** A defect in here must not leave all jobs waiting for ever. */
  private List<Publication> publishSafely(List<Publication> wanted) throws InterruptedException {
    try {
      return publish(wanted);
    } catch (RuntimeException defect) {
      LOGGER.error("Results of jobs could not be published; it is tried again", defect);
      TimeUnit.MILLISECONDS.sleep(MAX_BACKOFF_MILLIS);
      queue.addAll(wanted);
      return new ArrayList<>();
    }
  }

  /**
   * Publishes all that is wanted; where that fails again and again, one job after the other.
   *
   * @return what has to wait until further jobs are done
   */
  private List<Publication> publish(List<Publication> wanted) throws InterruptedException {
    List<Publication> left = wanted;
    int failures = 0;
    while (!closed && !left.isEmpty()) {
      boolean together = failures < SUSPICIOUS_FAILURES;
      Result result = together ? transactions.attempt(left) : oneByOne(left);
      left = result.left();
      if (result.outcome() == Outcome.NOTHING_POSSIBLE) {
        return left;
      }
      if (result.outcome() == Outcome.FAILED) {
        failures++;
        long backoff = FIRST_BACKOFF_MILLIS << Math.min(failures - 1, 10);
        TimeUnit.MILLISECONDS.sleep(Math.min(backoff, MAX_BACKOFF_MILLIS));
      }
      if (!together) {
        queue.drainTo(left);
      }
    }
    return left;
  }

  /**
   * So that a record that can't be written, for a reason that nobody foresaw, holds up no others.
   * Where others can be, it is to blame, and its job is told so in the end.
   */
  private Result oneByOne(List<Publication> wanted) throws InterruptedException {
    List<Publication> left = new ArrayList<>();
    List<Publication> failed = new ArrayList<>();
    Outcome best = Outcome.NOTHING_POSSIBLE;
    for (Publication each : wanted) {
      Result result = transactions.attempt(List.of(each));
      (result.outcome() == Outcome.FAILED ? failed : left).addAll(result.left());
      best = result.outcome().compareTo(best) < 0 ? result.outcome() : best;
    }
    for (Publication each : failed) {
      Publication next = best == Outcome.COMMITTED ? each.afterFailure() : each;
      if (next.failures() < MOST_FAILURES) {
        left.add(next);
      } else {
        each.done().completeExceptionally(new UnpublishableException());
      }
    }
    return new Result(best, left);
  }

  private static void giveUp(List<Publication> publications) {
    publications.forEach(
        publication -> publication.done().completeExceptionally(new JobGivenUpException()));
  }

  @Override
  public void close() {
    closed = true;
    transactions.stop();
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
