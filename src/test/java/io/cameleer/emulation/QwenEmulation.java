package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Qwen in DashScope's compatible mode: no developer role, thinking switched by a field, few
 * embeddings at once, and an empty id and name in the later pieces of a tool call.
 */
final class QwenEmulation extends ChatCompletions {

  private static final ChatRules RULES =
      new ChatRules(
          "qwen",
          Pattern.compile("^(qwen|qwq|text-embedding-v)"),
          Set.of(
              "model",
              "messages",
              "temperature",
              "top_p",
              "top_k",
              "max_tokens",
              "seed",
              "stop",
              "n",
              "presence_penalty",
              "response_format",
              "tools",
              "tool_choice",
              "parallel_tool_calls",
              "stream",
              "stream_options",
              "logprobs",
              "top_logprobs",
              "enable_thinking",
              "thinking_budget",
              "preserve_thinking",
              "reasoning_effort",
              "enable_search",
              "search_options",
              "translation_options",
              "modalities",
              "audio"),
          Set.of("system", "user", "assistant", "tool"),
          Set.of("text", "image_url", "input_audio", "video_url"),
          Set.of("none", "auto", "required"),
          Pattern.compile(".+"),
          Set.of("text", "json_object", "json_schema"));

  private static final Embeddings EMBEDDINGS =
      new Embeddings(
          Set.of("model", "input", "dimensions", "encoding_format"),
          "dimensions",
          Set.of("float"),
          10);

  QwenEmulation() {
    super(RULES);
  }

  @Override
  Reply embeddings(ObjectNode body) {
    return EMBEDDINGS.answer(body);
  }

  @Override
  void check(ObjectNode body) {
    if (body.path("temperature").asDouble(0) >= 2) {
      throw Refusal.invalid("temperature", "temperature should be in [0.0, 2.0)");
    }
    if (body.has("reasoning_effort")) {
      Strict.oneOf(body, "reasoning_effort", "body", Set.of("low", "medium", "xhigh"));
    }
    if (reasons(body) && body.path("tool_choice").isObject()) {
      throw Refusal.invalid(
          "tool_choice",
          "The tool_choice parameter does not support being an object in thinking mode");
    }
    if (reasons(body) && body.path("response_format").path("type").asText().equals("json_object")) {
      throw Refusal.invalid(
          "response_format", "Json mode response is not supported when enable_thinking is true");
    }
    for (JsonNode message : body.path("messages")) {
      if (message.has("reasoning_content") && !body.path("preserve_thinking").asBoolean()) {
        throw Refusal.invalid("messages", "reasoning_content needs preserve_thinking");
      }
    }
  }

  @Override
  boolean reasons(ObjectNode body) {
    return body.path("enable_thinking").asBoolean();
  }

  @Override
  ObjectNode laterCallDelta(ObjectNode call) {
    return call.put("id", "").put("type", "function").putObject("function").put("name", "");
  }

  @Override
  public JsonNode error(Refusal refusal) {
    return ((ObjectNode) super.error(refusal)).put("request_id", Ids.next(""));
  }
}
