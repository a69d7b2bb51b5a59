package io.cameleer.camel.posted;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.JobError;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.PostedJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job could not be sent to its topic. It is written down, and is sent when Kafka is back;
 * unless its topic takes no record so large: then the job ends here.
 */
final class JobNotSent implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobNotSent.class);

  private final JobResults results;
  private final Duration keep;
  private final Clock clock;

  /** Such results are kept that long. */
  JobNotSent(JobResults results, Duration keep, Clock clock) {
    this.results = results;
    this.keep = keep;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    PostedJob job = PostedState.job(exchange);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (ObjectHelper.getException(RecordTooLargeException.class, cause) == null) {
      LOGGER
          .atWarn()
          .addKeyValue("job", job.id())
          .log("a job waits until Kafka takes it: {}", cause.getMessage());
      return;
    }
    Failure failure =
        Failure.of(
            413,
            "invalid_request_error",
            "request_too_large",
            "The topic of posted jobs takes no record so large (max.message.bytes).",
            FailureClass.BAD_REQUEST);
    Instant now = clock.instant();
    results.save(
        List.of(
            new JobResult(
                job.id(),
                job.caller(),
                new JobOrigin.Posted(),
                null,
                JobError.of(failure),
                JobProvenance.WITHOUT_ATTEMPT,
                now,
                now.plus(keep))));
    throw new CallFailedException(failure);
  }
}
