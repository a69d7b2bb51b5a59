package io.cameleer.camel.posted;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses what needs jobs where there are none. */
final class RequireJobs implements Processor {

  private static final Failure REFUSED =
      Failure.of(
          404,
          "invalid_request_error",
          "jobs_disabled",
          "This gateway takes no jobs. cameleer.jobs.enabled: true has it take them.",
          FailureClass.BAD_REQUEST);

  private final boolean enabled;

  RequireJobs(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public void process(Exchange exchange) {
    if (!enabled) {
      throw new CallFailedException(REFUSED);
    }
  }
}
