package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchProgress.Sent;
import io.cameleer.job.batch.BatchLines;
import io.cameleer.job.batch.BatchTask;
import io.cameleer.job.batch.LineJob;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A batch while this gateway moves it on: the exchange variable {@code batch}. For one thread. */
final class BatchInHand {

  private static final String VARIABLE = "batch";

  private final BatchWatch watch;
  private final BatchLease lease;
  private Batch batch;
  private boolean entered;
  private boolean ours;
  private @Nullable BatchLines lines;
  private int room;
  private List<LineJob> portion = List.of();
  private BatchFiles files = BatchFiles.NONE;

  private BatchInHand(Batch batch, BatchWatch watch, BatchLease lease) {
    this.batch = batch;
    this.watch = watch;
    this.lease = lease;
  }

  /** Begins with a batch that is not ours yet. */
  static BatchInHand begin(Exchange exchange, Batch batch, BatchWatch watch, BatchLease lease) {
    BatchInHand hand = new BatchInHand(batch, watch, lease);
    exchange.setVariable(VARIABLE, hand);
    return hand;
  }

  /** The batch that an exchange moves on. */
  static BatchInHand of(Exchange exchange) {
    BatchInHand hand = exchange.getVariable(VARIABLE, BatchInHand.class);
    if (hand == null) {
      throw new IllegalStateException("the exchange has no batch: it must go through takeBatch");
    }
    return hand;
  }

  /** Takes the right to move it on, if nobody else has it. */
  void take() {
    entered = watch.enter(batch.id());
    ours = entered && lease.take();
  }

  /** What is to be done for it. */
  BatchTask due() {
    return ours ? watch.due(batch) : BatchTask.NONE;
  }

  Batch batch() {
    return batch;
  }

  /** It is like this now. */
  void is(Batch current) {
    batch = current;
  }

  /**
   * It goes on being moved on here.
   *
   * @throws BatchElsewhereException where that is not so
   */
  void keep() {
    if (watch.stopping()) {
      throw new BatchElsewhereException();
    }
    lease.keep();
  }

  /**
   * It has taken a step, or could not because it was not where the step began.
   *
   * @throws BatchElsewhereException in the second case
   */
  void took(boolean step, Batch after) {
    if (!step) {
      throw new BatchElsewhereException();
    }
    batch = after;
    watch.succeeded(batch.id());
  }

  /** So much of it is on its way now. */
  void sent(Sent sent) {
    BatchProgress progress = batch.progress();
    batch = batch.with(new BatchProgress(progress.counts(), progress.tokens(), sent));
    watch.succeeded(batch.id());
  }

  BatchLines lines() {
    return Objects.requireNonNull(lines, "the lines have not been opened");
  }

  void opened(BatchLines toBeSent) {
    lines = toBeSent;
  }

  /** Whether lines are to be sent, now or when there is room. */
  boolean hasLinesLeft() {
    return lines != null && !batch.progress().sent().complete() && due() == BatchTask.SEND;
  }

  /** How many lines may be sent now. */
  int room() {
    return room;
  }

  void hasRoom(int forLines) {
    room = forLines;
  }

  /** The lines that are being sent. */
  List<LineJob> portion() {
    return portion;
  }

  void sends(List<LineJob> lineJobs) {
    portion = lineJobs;
  }

  /** The files that were written for it. */
  BatchFiles files() {
    return files;
  }

  void wrote(BatchFiles written) {
    files = written;
  }

  /** Nothing more is done for it here, for now. */
  void leave() throws IOException {
    try {
      if (lines != null) {
        lines.close();
      }
    } finally {
      if (entered) {
        watch.leave(batch.id());
      }
      if (ours) {
        lease.release();
      }
    }
  }
}
