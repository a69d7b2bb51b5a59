package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * DeepSeek: no developer role, no JSON schemas, reasoning that must come back with a tool's result,
 * and lines that keep the connection alive before an answer.
 */
final class DeepSeekEmulation extends ChatCompletions {

  private static final ChatRules RULES =
      new ChatRules(
          "deepseek",
          Pattern.compile("^deepseek-(flash|pro|v4)"),
          Set.of(
              "model",
              "messages",
              "thinking",
              "reasoning_effort",
              "max_tokens",
              "response_format",
              "stop",
              "stream",
              "stream_options",
              "temperature",
              "top_p",
              "tools",
              "tool_choice",
              "logprobs",
              "top_logprobs",
              "frequency_penalty",
              "presence_penalty",
              "user_id"),
          Set.of("system", "user", "assistant", "tool"),
          Set.of("text", "image_url"),
          Set.of("none", "auto", "required"),
          Pattern.compile(".+"),
          Set.of("text", "json_object"));

  DeepSeekEmulation() {
    super(RULES);
  }

  @Override
  void check(ObjectNode body) {
    if (body.has("thinking")) {
      Strict.oneOf(body.path("thinking"), "type", "thinking", Set.of("enabled", "disabled"));
    }
    if (body.has("reasoning_effort")) {
      Strict.oneOf(body, "reasoning_effort", "body", Set.of("low", "high", "max"));
    }
    for (JsonNode tool : body.path("tools")) {
      Strict.without(tool.path("function"), Set.of("strict"), "outside the beta endpoint");
    }
    for (JsonNode message : body.path("messages")) {
      if (reasons(body) && message.has("tool_calls") && !message.has("reasoning_content")) {
        throw Refusal.invalid(
            "messages",
            "The `reasoning_content` in the thinking mode must be passed back to the API.");
      }
    }
  }

  @Override
  boolean reasons(ObjectNode body) {
    return !body.path("thinking").path("type").asText().equals("disabled");
  }

  @Override
  Reply whole(ObjectNode body, Answer answer) {
    return new Reply(false, "\n\n" + super.whole(body, answer).text());
  }

  @Override
  Events begin() {
    return super.begin().comment("keep-alive").comment("keep-alive");
  }

  @Override
  boolean usageOnLastChunk(boolean wanted) {
    return wanted;
  }

  @Override
  ObjectNode usage(Answer answer) {
    ObjectNode usage = super.usage(answer);
    usage.remove("prompt_tokens_details");
    return usage
        .put("prompt_cache_hit_tokens", Answer.CACHED_TOKENS)
        .put("prompt_cache_miss_tokens", Answer.PROMPT_TOKENS - Answer.CACHED_TOKENS);
  }
}
