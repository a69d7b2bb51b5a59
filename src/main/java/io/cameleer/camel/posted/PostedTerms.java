package io.cameleer.camel.posted;

import io.cameleer.attempt.Caller;
import io.cameleer.attempt.TraceContext;
import io.cameleer.camel.ClientConnection;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.config.WebhookSettings;
import io.cameleer.job.topic.JobHeaders;
import io.cameleer.job.webhook.WebhookRules;
import io.cameleer.job.webhook.WebhookRules.Accepted;
import io.cameleer.job.webhook.WebhookRules.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say of the job that it posts. They are those of a record of a job,
 * with {@code x-} in front.
 *
 * @param headers the headers of the job's record
 * @param deadline when the job is of no use any more, or null
 * @param webhook who is told when it ends, or null: nobody
 */
record PostedTerms(Map<String, String> headers, @Nullable Instant deadline, @Nullable URI webhook) {

  private static final String WIRE = "x-";
  private static final String PRIORITY = WIRE + JobHeaders.PRIORITY;
  private static final String DEADLINE = WIRE + JobHeaders.DEADLINE;
  private static final String TIMEOUT = "x-cameleer-timeout";
  private static final String WEBHOOK = "x-cameleer-webhook";
  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern TRACE_STATE = Pattern.compile("[ -~]{1,512}");
  private static final Duration LATEST = Duration.ofDays(30);

  PostedTerms {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads them.
   *
   * @throws CallFailedException where a header makes no sense
   */
  static PostedTerms read(ClientConnection client, WebhookSettings webhooks, Instant now) {
    HttpServerRequest request = client.request();
    Map<String, String> headers = new LinkedHashMap<>();
    Caller caller = client.caller();
    put(headers, JobHeaders.TAG, String.join(",", caller.surroundings().tags()));
    put(headers, JobHeaders.REGION, String.join(",", caller.surroundings().regions()));
    put(headers, JobHeaders.PRIORITY, priority(request));
    putTrace(headers, request);
    Instant deadline = deadline(request, caller.timeLimit(), now);
    put(headers, JobHeaders.DEADLINE, deadline == null ? null : deadline.toString());
    return new PostedTerms(headers, deadline, webhook(request, webhooks));
  }

  private static void put(Map<String, String> headers, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      headers.put(name, text);
    }
  }

  /** A trace that makes no sense is no error: W3C has it ignored. */
  private static void putTrace(Map<String, String> headers, HttpServerRequest request) {
    String parent = request.getHeader(TraceContext.PARENT_HEADER);
    String state = request.getHeader(TraceContext.STATE_HEADER);
    if (parent != null && TRACE_PARENT.matcher(parent).matches()) {
      headers.put(TraceContext.PARENT_HEADER, parent);
      if (state != null && TRACE_STATE.matcher(state).matches()) {
        headers.put(TraceContext.STATE_HEADER, state);
      }
    }
  }

  private static @Nullable String priority(HttpServerRequest request) {
    String text = request.getHeader(PRIORITY);
    if (text != null && !DIGIT.matcher(text.strip()).matches()) {
      throw invalid(PRIORITY, "must be a digit from 0 to 9; 9 goes first");
    }
    return text == null ? null : text.strip();
  }

  private static @Nullable Instant deadline(
      HttpServerRequest request, Duration timeLimit, Instant now) {
    String text = request.getHeader(DEADLINE);
    if (text == null) {
      return request.getHeader(TIMEOUT) == null ? null : now.plus(timeLimit);
    }
    Instant deadline = time(text.strip());
    if (!deadline.isAfter(now) || deadline.isAfter(now.plus(LATEST))) {
      throw invalid(DEADLINE, "must be a time to come, at most 30 days ahead");
    }
    return deadline;
  }

  private static Instant time(String text) {
    try {
      return MILLISECONDS.matcher(text).matches()
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException noTime) {
      throw invalid(
          DEADLINE, "must be a time like '2030-01-31T18:00:00Z', or milliseconds since 1970");
    }
  }

  private static @Nullable URI webhook(HttpServerRequest request, WebhookSettings settings) {
    String text = request.getHeader(WEBHOOK);
    if (text == null) {
      return null;
    }
    if (settings.key() == null) {
      throw invalid(
          WEBHOOK,
          "needs a secret to sign webhooks with, and this gateway has none: its operator sets"
              + " cameleer.jobs.webhooks.secret. GET /v1/jobs/{id} says how a job ended, too");
    }
    return switch (new WebhookRules(settings.allowPrivate()).judge(text.strip())) {
      case Accepted accepted -> accepted.url();
      case Refused refused -> throw invalid(WEBHOOK, refused.reason());
    };
  }

  private static CallFailedException invalid(String header, String fault) {
    return new CallFailedException(
        Failure.badRequest("invalid_value", header, "The header '" + header + "' " + fault + "."));
  }
}
