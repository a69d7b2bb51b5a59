package io.cameleer.camel;

import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.provider.Dialects;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Translates a call's request into its candidate's wire format. A candidate that can't do what is
 * asked is passed over. Parameters that would be dropped are the caller's fault, where the caller
 * wants them rejected.
 */
final class TranslateRequest implements Processor {

  private final Dialects dialects;

  TranslateRequest(Dialects dialects) {
    this.dialects = dialects;
  }

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = Variables.attempt(exchange);
    try {
      attempt.translate(dialects.named(attempt.candidate().provider().dialect()));
    } catch (CallFailedException refused) {
      attempt.end(new Outcome.PassedOver(refused.failure()));
      return;
    }
    List<String> dropped = attempt.droppedParameters();
    if (!dropped.isEmpty() && attempt.call().caller().rejectUnsupported()) {
      attempt.end(new Outcome.CallersFault(rejection(attempt.candidate(), dropped)));
    }
  }

  private static Failure rejection(Candidate candidate, List<String> dropped) {
    return Failure.badRequest(
        "unsupported_parameter",
        dropped.getFirst(),
        "%s does not support: %s. Leave them out, or send the header 'x-cameleer-unsupported-params: drop'."
            .formatted(candidate.label(), String.join(", ", dropped)));
  }
}
