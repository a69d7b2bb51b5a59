package io.cameleer.provider.compatible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.WaitHint;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.Repairs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classifies a provider's errors: the dialect's own rules first, then what errors commonly mean.
 * Stateless.
 */
public final class ErrorTable {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  /** Statuses that say what is wrong also where a proxy put a page of its own around them. */
  private static final Set<Integer> TELLING = Set.of(401, 402, 408, 413, 429);

  private final List<ErrorRule> rules;
  private final Repairs repairs;
  private final Clock clock;

  /**
   * A table.
   *
   * @param rules the dialect's own rules; the first that matches wins
   * @param repairs what of the caller's faults is none, since a known change mends it
   * @param clock for hints to wait until a point in time
   */
  public ErrorTable(List<ErrorRule> rules, Repairs repairs, Clock clock) {
    this.rules = List.copyOf(rules);
    this.repairs = repairs;
    this.clock = clock;
  }

  /** What an answer that is an error means; also one with status 200 and the error in its body. */
  public Failure classify(UpstreamReply reply) {
    ErrorDetails error = details(reply);
    Failure failure =
        error == null
            ? Failures.badGateway(
                "The provider answered with status " + reply.status() + " and no JSON error.")
            : classify(error);
    return failure.fromUpstream(reply.status(), hint(reply, error));
  }

  /** What an error inside an answer or stream that began with status 200 means. */
  CallFailedException insideAnswer(JsonNode answer) {
    ErrorDetails error = ErrorDetails.read(answer, OK);
    UpstreamReply reply = new UpstreamReply(OK, Map.of(), new byte[0]);
    return new CallFailedException(classify(error).fromUpstream(OK, hint(reply, error)));
  }

  private @Nullable Duration hint(UpstreamReply reply, @Nullable ErrorDetails error) {
    return error == null
        ? WaitHint.of(reply, "", clock)
        : WaitHint.of(reply, error.node(), error.message(), clock);
  }

  /** An answer or stream that began with status 200 and is not what the format says. */
  static CallFailedException broken(String message, @Nullable Throwable cause) {
    return new CallFailedException(Failures.badGateway(message).fromUpstream(OK, null), cause);
  }

  private Failure classify(ErrorDetails error) {
    Failure failure = byRules(error);
    boolean badRequest =
        failure.failureClass() == FailureClass.BAD_REQUEST && failure.status() == BAD_REQUEST;
    Complaint complaint = new Complaint(error.message(), CommonErrors.unsupportedField(error));
    return badRequest && repairs.recognise(complaint) ? Failures.repairable(failure) : failure;
  }

  private Failure byRules(ErrorDetails error) {
    for (ErrorRule rule : rules) {
      Failure failure = rule.match(error);
      if (failure != null) {
        return failure;
      }
    }
    return CommonErrors.classify(error);
  }

  /** The error, or null where the body holds none and the status alone says too little. */
  private static @Nullable ErrorDetails details(UpstreamReply reply) {
    try {
      JsonNode root = Json.read(reply.body());
      if (!root.isMissingNode()) {
        boolean none = reply.status() == OK && !ReplyReader.isError(root);
        return none ? null : ErrorDetails.read(root, reply.status());
      }
    } catch (JsonProcessingException noJson) {
      return TELLING.contains(reply.status()) ? ErrorDetails.ofStatus(reply.status()) : null;
    }
    return ErrorDetails.ofStatus(reply.status());
  }
}
