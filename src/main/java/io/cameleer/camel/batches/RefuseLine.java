package io.cameleer.camel.batches;

import io.cameleer.api.ErrorEnvelope;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.JobError;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.batch.LineJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;

/** Writes down that a line has failed: its record is larger than the topic of kept jobs takes. */
final class RefuseLine implements Processor {

  private static final Failure TOO_LARGE =
      Failure.of(
          413,
          "invalid_request_error",
          "request_too_large",
          "The request is larger than the topic of batches takes; its max.message.bytes says how"
              + " large one may be.",
          FailureClass.BAD_REQUEST);

  private final JobResults results;
  private final Duration keep;

  /**
   * Writes down among these.
   *
   * @param keep for how long
   */
  RefuseLine(JobResults results, Duration keep) {
    this.results = results;
    this.keep = keep;
  }

  @Override
  public void process(Exchange exchange) {
    BatchInHand hand = BatchInHand.of(exchange);
    String key = key(exchange);
    hand.portion().stream()
        .filter(line -> line.id().value().equals(key))
        .forEach(line -> results.save(List.of(failed(line, hand.batch().caller()))));
  }

  /** The message that could not be sent is the only one. */
  private static String key(Exchange exchange) {
    Message message = (Message) exchange.getMessage().getBody(List.class).getFirst();
    byte[] key = message.getHeader(KafkaConstants.KEY, byte[].class);
    return new String(key, StandardCharsets.UTF_8);
  }

  private JobResult failed(LineJob line, String caller) {
    Instant now = Instant.now();
    return new JobResult(
        line.id(),
        caller,
        line.origin(),
        new JobResponse(TOO_LARGE.status(), line.id().value(), ErrorEnvelope.bytes(TOO_LARGE)),
        JobError.of(TOO_LARGE),
        JobProvenance.WITHOUT_ATTEMPT,
        now,
        now.plus(keep));
  }
}
