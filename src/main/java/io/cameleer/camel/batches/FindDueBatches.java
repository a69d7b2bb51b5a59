package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.Batches;
import io.cameleer.job.StoreException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the batches for which something is to be done. */
final class FindDueBatches implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(FindDueBatches.class);

  private final Batches batches;
  private final BatchWatch watch;
  private final OpenBatchMemory open;
  private boolean reachable = true;

  FindDueBatches(Batches batches, BatchWatch watch, OpenBatchMemory open) {
    this.batches = batches;
    this.watch = watch;
    this.open = open;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.getMessage().setBody(find());
  }

  private List<Batch> find() {
    try {
      List<Batch> unfinished = batches.unfinished();
      reachable = true;
      open.are(unfinished);
      return watch.look(unfinished);
    } catch (StoreException unreachable) {
      if (reachable) {
        LOGGER.warn("Batches wait for the database: {}", unreachable.getMessage());
      }
      reachable = false;
      return List.of();
    }
  }
}
