package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import io.cameleer.job.OpenBatches;
import io.cameleer.job.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Knows which batches want their lines called, mostly without asking the database: those that were
 * in progress a moment ago do, and one that did not want it any more never will.
 */
final class OpenBatchMemory implements OpenBatches {

  private static final int MOST_CLOSED = 1_000;

  private final Batches batches;
  private final Set<BatchId> closed = ConcurrentHashMap.newKeySet();
  private volatile Set<BatchId> open = Set.of();

  OpenBatchMemory(Batches batches) {
    this.batches = batches;
  }

  /** These are all that are not over. */
  void are(List<Batch> unfinished) {
    open =
        unfinished.stream()
            .filter(batch -> batch.status() == BatchStatus.IN_PROGRESS)
            .map(Batch::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean wants(BatchId batch) {
    return !closed.contains(batch) && (open.contains(batch) || ask(batch));
  }

  /** This one does not want it any more. */
  void close(BatchId batch) {
    if (closed.size() >= MOST_CLOSED) {
      closed.clear();
    }
    closed.add(batch);
  }

  private boolean ask(BatchId id) {
    try {
      boolean wanted =
          batches.find(id).filter(batch -> batch.status() == BatchStatus.IN_PROGRESS).isPresent();
      if (!wanted) {
        close(id);
      }
      return wanted;
    } catch (StoreException unreachable) {
      return true;
    }
  }
}
