package io.cameleer.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ChatRequestBuilder;
import io.cameleer.chat.Message;
import io.cameleer.chat.Tool;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.UpstreamReply;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Requests and answers of the Gemini dialect, made short. Its ids are all {@code 1}, its time is
 * fixed.
 */
final class Exchanges {

  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final GeminiDialect DIALECT =
      new GeminiDialect(Clock.fixed(NOW, ZoneOffset.UTC), () -> "1");

  private Exchanges() {}

  /** A request that asks for a greeting. */
  static ChatRequestBuilder request() {
    return request(Message.User.of("Say hello"));
  }

  /** A request with these messages. */
  static ChatRequestBuilder request(Message... messages) {
    return ChatRequest.builder("alias", List.of(messages));
  }

  /** A function with these parameters and nothing else. */
  static Tool.Function function(String name, String parameters) {
    return new Tool.Function(name, null, Json.fields(json(parameters)), null, Map.of());
  }

  /** What the latest model gets for a request. */
  static JsonNode sent(ChatRequestBuilder request) {
    return sent(request, Candidates.latest());
  }

  /** What a candidate gets for a request. */
  static JsonNode sent(ChatRequestBuilder request, Candidate candidate) {
    return read(DIALECT.chat(request.build(), candidate).request().body());
  }

  /** A translation for the latest model. */
  static ChatTranslation translation(ChatRequestBuilder request) {
    return DIALECT.chat(request.build(), Candidates.latest());
  }

  /** An answer with status 200; single quotes stand for double ones. */
  static UpstreamReply answer(String json) {
    return answer(200, json);
  }

  /** An answer; single quotes stand for double ones. */
  static UpstreamReply answer(int status, String json) {
    return new UpstreamReply(
        status, Map.of(), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** JSON as a tree; single quotes stand for double ones. */
  static JsonNode json(String json) {
    return read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode read(byte[] json) {
    try {
      return Json.read(json);
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
