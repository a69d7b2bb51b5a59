package io.cameleer.camel.jobs;

import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job, however its route went. One that is done without having published anything, because
 * its result is only kept or it is a repetition, is committed here.
 */
final class LeaveWindow implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(LeaveWindow.class);

  private final SameJobs sameJobs;

  LeaveWindow(SameJobs sameJobs) {
    this.sameJobs = sameJobs;
  }

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    JobInHand hand = state.hand();
    if (state.isRead()) {
      sameJobs.leave(state.received().id(), hand);
    }
    hand.leave();
    if (hand.done() || hand.givenUp()) {
      return;
    }
    if (state.unsettled()) {
      LOGGER.error(
          "job {} has failed and could not be declared dead; it comes again after a restart",
          hand.record().address());
      return;
    }
    try {
      hand.finish();
    } catch (CompletionException givenUp) {
      LOGGER.debug("job {} is another consumer's now", hand.record().address(), givenUp);
    }
  }
}
