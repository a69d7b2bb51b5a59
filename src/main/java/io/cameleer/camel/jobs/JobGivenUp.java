package io.cameleer.camel.jobs;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job is another consumer's now, which will read its record: nothing is to be done here. */
final class JobGivenUp implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobGivenUp.class);

  @Override
  public void process(Exchange exchange) {
    LOGGER.debug("job {} is given up", JobState.of(exchange).hand().record().address());
  }
}
