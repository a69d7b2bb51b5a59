package io.cameleer.job.store;

import io.cameleer.job.BatchId;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobResult;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.TokenCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Counts lines of batches in the transaction that writes their results: one statement per batch and
 * transaction, however many lines and results there are.
 */
final class BatchTally {

  /**
   * Holds the batch's row until the end of the transaction, so that the batch can't be closed while
   * results are being added to it.
   */
  private static final String HOLD =
      "UPDATE batches SET takes_results = 1 WHERE id = :id AND takes_results = 1";

  private static final String COUNT =
      """
      UPDATE batches SET
        completed = completed + :completed, failed = failed + :failed,
        input_tokens = input_tokens + :input,
        cached_input_tokens = cached_input_tokens + :cachedInput,
        output_tokens = output_tokens + :output,
        reasoning_tokens = reasoning_tokens + :reasoning
      WHERE id = :id
      RETURNING total, completed, failed
      """;

  /** In the order of the ids, so that two transactions never wait for each other's batches. */
  private final Map<String, Sum> sums = new TreeMap<>();

  /**
   * Holds those of the batches of these results that take results.
   *
   * @return their ids
   */
  static Set<BatchId> hold(Handle handle, Collection<JobResult> results) {
    Set<BatchId> open = new HashSet<>();
    results.stream()
        .filter(result -> result.origin() instanceof BatchLine)
        .map(result -> ((BatchLine) result.origin()).batch().value())
        .distinct()
        .sorted()
        .filter(id -> handle.createUpdate(HOLD).bind("id", id).execute() == 1)
        .forEach(id -> open.add(new BatchId(id)));
    return open;
  }

  /** Counts a result that has just been written, if it is of a batch. */
  void add(JobResult result) {
    if (result.origin() instanceof BatchLine line) {
      Sum one =
          new Sum(
              result.succeeded() ? 1 : 0, result.succeeded() ? 0 : 1, result.provenance().tokens());
      sums.merge(line.batch().value(), one, Sum::plus);
    }
  }

  /** Writes the counts and gives the new ones. */
  Map<BatchId, RequestCounts> write(Handle handle) {
    Map<BatchId, RequestCounts> counts = new HashMap<>();
    sums.forEach((id, sum) -> counts.put(new BatchId(id), write(handle, id, sum)));
    return counts;
  }

  private static RequestCounts write(Handle handle, String id, Sum sum) {
    return handle
        .createQuery(COUNT)
        .bind("id", id)
        .bind("completed", sum.completed())
        .bind("failed", sum.failed())
        .bind("input", sum.tokens().input())
        .bind("cachedInput", sum.tokens().cachedInput())
        .bind("output", sum.tokens().output())
        .bind("reasoning", sum.tokens().reasoning())
        .map((row, context) ->
            new RequestCounts(row.getInt("total"), row.getInt("completed"), row.getInt("failed")))
        .one();
  }

  private record Sum(int completed, int failed, TokenCounts tokens) {
    Sum plus(Sum other) {
      return new Sum(completed + other.completed, failed + other.failed, tokens.plus(other.tokens));
    }
  }
}
