package io.cameleer.job;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batches. All methods may be called from any thread and throw {@link StoreException} where the
 * database can't be reached.
 */
public interface Batches {

  /** Writes a new batch down. */
  void create(Batch batch);

  /** The caller's batch with this id. */
  Optional<Batch> find(String caller, BatchId id);

  /** The batch with this id, whoever's it is: for the gateway itself. */
  Optional<Batch> find(BatchId id);

  /**
   * A caller's batches, the newest first.
   *
   * @param after the batch after which the list goes on, or null: from its beginning
   * @param limit how many at most, at least 1
   */
  Page<Batch> list(String caller, @Nullable BatchId after, int limit);

  /** All batches that are not over, the oldest first: what a gateway that starts looks after. */
  List<Batch> unfinished();

  /**
   * Takes a step: writes the batch as it is after the step, if it is still where the step began. Of
   * any number of gateways that try to take the same step, one succeeds. Counts of requests and
   * tokens are not written: they only grow, as results are saved.
   *
   * <p>A step to {@link BatchStatus#FINALIZING} closes the batch: see {@link #close}.
   *
   * @param from the status before the step
   * @param changed the batch after it
   * @return whether the step was taken
   */
  boolean replace(BatchStatus from, Batch changed);

  /**
   * From now on the batch takes no more results, so that its files can be written while single
   * lines may still be on their way. For batches that are cancelled; finalising closes a batch
   * anyway.
   */
  void close(BatchId id);

  /** Notes how much of the input file has been sent; never less than noted before. */
  void sent(BatchId id, BatchProgress.Sent sent);
}
