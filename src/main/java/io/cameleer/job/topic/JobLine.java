package io.cameleer.job.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a record's value asks for: a line of OpenAI's batch format, or the bare body of a call.
 *
 * @param customId the sender's own name for it, or null
 * @param endpoint what it calls
 * @param body the request
 */
public record JobLine(@Nullable String customId, JobEndpoint endpoint, JsonNode body) {

  private static final String BODY = "body";
  private static final String URL = "url";
  private static final String METHOD = "method";
  private static final String CUSTOM_ID = "custom_id";

  /**
   * Reads a value.
   *
   * @throws io.cameleer.chat.CallFailedException where it is neither
   */
  public static JobLine read(JsonNode value) {
    if (!value.isObject()) {
      throw InvalidJob.of(
          "invalid_type",
          null,
          "The value must be a JSON object: a line of a batch, or a request's body.");
    }
    boolean line = value.has(BODY) || value.has(URL) || value.has(CUSTOM_ID);
    return line ? line(value) : new JobLine(null, endpointOfBody(value), value);
  }

  private static JobLine line(JsonNode line) {
    JsonNode body = line.path(BODY);
    if (!body.isObject()) {
      throw InvalidJob.of("invalid_type", BODY, "'body' must be the request's JSON object.");
    }
    if (line.hasNonNull(METHOD) && !"POST".equals(line.get(METHOD).asText())) {
      throw InvalidJob.of("invalid_value", METHOD, "'method' must be POST.");
    }
    JobEndpoint endpoint =
        line.hasNonNull(URL) ? endpoint(line.get(URL).asText()) : endpointOfBody(body);
    return new JobLine(Json.string(line, CUSTOM_ID), endpoint, body);
  }

  private static JobEndpoint endpoint(String url) {
    return JobEndpoint.ofUrl(url)
        .orElseThrow(() ->
            InvalidJob.of(
                "invalid_value",
                URL,
                "'url' must be one of " + String.join(", ", JobEndpoint.urls()) + "."));
  }

  private static JobEndpoint endpointOfBody(JsonNode body) {
    if (body.has("messages")) {
      return JobEndpoint.CHAT;
    }
    if (body.has("input")) {
      return JobEndpoint.EMBEDDINGS;
    }
    throw InvalidJob.of(
        "missing_required_parameter",
        "messages",
        "The value has neither 'messages', as a chat completion has, nor 'input', as embeddings"
            + " have.");
  }
}
