package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ChatRequestBuilder;
import io.cameleer.chat.Message;
import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Requests, and what they become. */
final class Requests {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  static final AnthropicDialect DIALECT = new AnthropicDialect(CLOCK);

  private Requests() {}

  static Model model(Integer maxOutputTokens, Trait... traits) {
    return new Model("claude-test", null, maxOutputTokens, null, Set.of(traits));
  }

  static ChatRequestBuilder saying(String text) {
    return ChatRequest.builder("any", List.of(Message.User.of(text)));
  }

  static ChatTranslation translate(ChatRequest request, Model model) {
    return DIALECT.chat(
        request, new Candidate(FixtureRunner.provider("anthropic", "anthropic"), model));
  }

  static JsonNode body(ChatTranslation translation) {
    return json(new String(translation.request().body(), StandardCharsets.UTF_8));
  }

  static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }
}
