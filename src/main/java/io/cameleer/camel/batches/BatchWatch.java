package io.cameleer.camel.batches;

import io.cameleer.camel.StopPart;
import io.cameleer.job.Batch;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.batch.BatchPace;
import io.cameleer.job.batch.BatchTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What this gateway knows of the batches that are not over: which of them it has in hand, which it
 * leaves alone for a while because something went wrong, and which have become quiet.
 */
final class BatchWatch implements StopPart {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final BatchPace pace;
  private final InstantSource clock;
  private final Set<BatchId> inHand = ConcurrentHashMap.newKeySet();
  private final Map<BatchId, Setback> setbacks = new ConcurrentHashMap<>();
  private final Map<BatchId, Seen> seen = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  private record Setback(int count, Instant until) {}

  private record Seen(RequestCounts counts, Instant since) {}

  BatchWatch(BatchPace pace, InstantSource clock) {
    this.pace = pace;
    this.clock = clock;
  }

  BatchPace pace() {
    return pace;
  }

  /** What is to be done for a batch. */
  BatchTask due(Batch batch) {
    Instant now = clock.instant();
    Seen last = seen.get(batch.id());
    Duration quiet = last == null ? Duration.ZERO : Duration.between(last.since(), now);
    return BatchTask.due(batch, now, quiet, pace);
  }

  /**
   * Takes note of all batches that are not over.
   *
   * @return those for which something is to be done and is not being done here
   */
  List<Batch> look(List<Batch> unfinished) {
    Set<BatchId> ids = unfinished.stream().map(Batch::id).collect(Collectors.toSet());
    setbacks.keySet().retainAll(ids);
    seen.keySet().retainAll(ids);
    Instant now = clock.instant();
    unfinished.stream()
        .filter(batch -> batch.status() == BatchStatus.CANCELLING)
        .forEach(batch -> note(batch, now));
    return stopping
        ? List.of()
        : unfinished.stream().filter(batch -> isWaiting(batch, now)).toList();
  }

  private void note(Batch batch, Instant now) {
    RequestCounts counts = batch.progress().counts();
    seen.compute(
        batch.id(),
        (id, last) -> last != null && last.counts().equals(counts) ? last : new Seen(counts, now));
  }

  private boolean isWaiting(Batch batch, Instant now) {
    Setback setback = setbacks.get(batch.id());
    return !inHand.contains(batch.id())
        && (setback == null || !now.isBefore(setback.until()))
        && due(batch) != BatchTask.NONE;
  }

  /** Takes a batch in hand, if it is not. */
  boolean enter(BatchId id) {
    return inHand.add(id);
  }

  /** Puts it down. */
  void leave(BatchId id) {
    inHand.remove(id);
  }

  /** All went well with it. */
  void succeeded(BatchId id) {
    setbacks.remove(id);
  }

  /**
   * Something went wrong: it is left alone for a while.
   *
   * @return for how long
   */
  Duration failed(BatchId id) {
    Instant now = clock.instant();
    Setback setback =
        setbacks.compute(
            id,
            (same, last) -> {
              int count = last == null ? 0 : Math.min(last.count() + 1, MOST_DOUBLINGS);
              return new Setback(count, now.plus(FIRST_PAUSE.multipliedBy(1L << count)));
            });
    return Duration.between(now, setback.until());
  }

  /** Whether the gateway stops: batches are put down as soon as may be. */
  boolean stopping() {
    return stopping;
  }

  @Override
  public void begin() {
    stopping = true;
  }

  /** What is cut short is gone on with by whoever looks next. */
  @Override
  public void await() throws InterruptedException {
    Instant until = clock.instant().plus(LONGEST_STOP);
    while (!inHand.isEmpty() && clock.instant().isBefore(until)) {
      Thread.sleep(LOOK);
    }
  }
}
