package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Outcome;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.provider.Dialects;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Translates a call's request into its candidate's wire format. What the candidate can't do is the
 * caller's fault and ends the attempt without counting against the provider; so do parameters that
 * would be dropped, where the caller wants them rejected.
 */
final class TranslateRequest implements Processor {

  private final Dialects dialects;

  TranslateRequest(Dialects dialects) {
    this.dialects = dialects;
  }

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    try {
      call.translate(dialects.named(call.candidate().provider().dialect()));
    } catch (CallFailedException refused) {
      call.end(Outcome.of(refused.failure()));
      return;
    }
    List<String> dropped = call.droppedParameters();
    if (call.caller().rejectUnsupported() && !dropped.isEmpty()) {
      call.end(new Outcome.CallersFault(rejection(call, dropped)));
    }
  }

  private static Failure rejection(Call call, List<String> dropped) {
    return Failure.badRequest(
        "unsupported_parameter",
        dropped.getFirst(),
        "%s does not support: %s. Leave them out, or send the header 'x-cameleer-unsupported-params: drop'."
            .formatted(call.candidate().label(), String.join(", ", dropped)));
  }
}
