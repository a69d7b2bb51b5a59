package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.JobInHand;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job, however its route went. One that is done without having published anything, because
 * what became of it is only kept or it is a repetition, is committed here. Any other is left open:
 * nothing is lost by a mistake in a route.
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
    if (!state.settled()) {
      LOGGER.error(
          "job {} has neither a result nor a dead letter; it comes again after a restart",
          hand.record().address());
      hand.abandon();
      return;
    }
    try {
      hand.finish();
    } catch (CompletionException givenUp) {
      LOGGER.debug("job {} is another consumer's now", hand.record().address(), givenUp);
    }
  }
}
