package io.cameleer.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Those who wait for jobs to end. Jobs that end in this gateway are told of at once. For those that
 * end in another one, the results are looked at from time to time: for all who wait together.
 */
public final class AwaitedJobs {

  private final JobResults results;
  private final long lookEveryNanos;
  private final ConcurrentHashMap<JobId, CompletableFuture<Void>> awaited =
      new ConcurrentHashMap<>();
  private final Semaphore looking = new Semaphore(1);
  private volatile long lastLook = System.nanoTime();
  private volatile boolean stopped;

  /**
   * Nobody waits yet.
   *
   * @param results where jobs that have ended are found
   * @param lookEvery how often to look there
   */
  public AwaitedJobs(JobResults results, Duration lookEvery) {
    this.results = results;
    this.lookEveryNanos = lookEvery.toNanos();
  }

  /** These jobs have ended. */
  public void ended(Collection<JobId> jobs) {
    for (JobId job : jobs) {
      CompletableFuture<Void> waiting = awaited.remove(job);
      if (waiting != null) {
        waiting.complete(null);
      }
    }
  }

  /**
   * Waits until a job has ended, time is up, nobody wants to know any more, or {@link #stop()}.
   *
   * @throws StoreException where the database can't be reached
   */
  public void await(JobId job, Duration patience, BooleanSupplier wanted)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    CompletableFuture<Void> waiting = register(job);
    try {
      ended(results.find(List.of(job)).keySet());
      while (!completes(waiting, end) && wanted.getAsBoolean() && System.nanoTime() - end < 0) {
        // Somebody else who waited for the same job may have left, and taken the future along.
        waiting = register(job);
        look();
      }
    } finally {
      awaited.remove(job, waiting);
    }
  }

  private boolean completes(CompletableFuture<Void> waiting, long end) throws InterruptedException {
    try {
      long left = Math.min(lookEveryNanos, end - System.nanoTime());
      waiting.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return stopped;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One of those who wait looks for all of them. */
  private void look() {
    if (System.nanoTime() - lastLook < lookEveryNanos || !looking.tryAcquire()) {
      return;
    }
    try {
      lastLook = System.nanoTime();
      ended(results.find(Set.copyOf(awaited.keySet())).keySet());
    } catch (StoreException unreachable) {
      // The next look may succeed; until then those who wait know as much as before.
    } finally {
      looking.release();
    }
  }

  private CompletableFuture<Void> register(JobId job) {
    return awaited.computeIfAbsent(job, ignored -> new CompletableFuture<>());
  }

  /** Nobody waits any longer: the gateway is about to stop. */
  public void stop() {
    stopped = true;
    awaited.values().forEach(waiting -> waiting.complete(null));
  }
}
