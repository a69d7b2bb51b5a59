package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mistral: its own names for some fields, ids of nine characters, a strict order of messages, and
 * reasoning and text as parts of the content.
 */
final class MistralEmulation extends ChatCompletions {

  private static final ChatRules RULES =
      new ChatRules(
          "mistral",
          Pattern.compile("^(mistral|magistral|ministral|codestral|devstral)-"),
          Set.of(
              "model",
              "messages",
              "temperature",
              "top_p",
              "max_tokens",
              "stream",
              "stop",
              "random_seed",
              "response_format",
              "tools",
              "tool_choice",
              "presence_penalty",
              "frequency_penalty",
              "n",
              "prediction",
              "parallel_tool_calls",
              "prompt_mode",
              "reasoning_effort",
              "safe_prompt",
              "guardrails",
              "prompt_cache_key",
              "service_tier",
              "metadata"),
          Set.of("system", "user", "assistant", "tool"),
          Set.of("text", "image_url", "document_url", "file", "input_audio"),
          Set.of("none", "auto", "any", "required"),
          Pattern.compile("[a-zA-Z0-9]{9}"),
          Set.of("text", "json_object", "json_schema"));

  private static final Map<String, Set<String>> MESSAGE_FIELDS =
      Map.of(
          "system", Set.of("role", "content"),
          "user", Set.of("role", "content"),
          "assistant", Set.of("role", "content", "tool_calls", "prefix"),
          "tool", Set.of("role", "content", "tool_call_id", "name"));

  private static final Embeddings EMBEDDINGS =
      new Embeddings(
          Set.of("model", "input", "output_dimension", "output_dtype", "encoding_format"),
          "output_dimension",
          Set.of("float", "base64"),
          32);

  private static final int PIECE = 4;

  MistralEmulation() {
    super(RULES);
  }

  @Override
  Reply embeddings(ObjectNode body) {
    return EMBEDDINGS.answer(body);
  }

  @Override
  void check(ObjectNode body) {
    if (body.has("reasoning_effort")) {
      Strict.oneOf(body, "reasoning_effort", "body", Set.of("none", "low", "medium", "high"));
    }
    String before = "";
    for (JsonNode message : body.path("messages")) {
      String role = Strict.oneOf(message, "role", "messages[]", MESSAGE_FIELDS.keySet());
      if (before.equals("tool") && !role.equals("tool") && !role.equals("assistant")) {
        throw Refusal.invalid("messages", "Unexpected role '" + role + "' after role 'tool'");
      }
      checkFields(message, role);
      before = role;
    }
    JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
    if (before.equals("assistant") && !last.path("prefix").asBoolean()) {
      throw Refusal.invalid(
          "messages",
          "Expected last role User or Tool (or Assistant with prefix True) for serving but got"
              + " assistant");
    }
  }

  /** Unlike the others, Mistral refuses unknown fields in messages, too. */
  private static void checkFields(JsonNode message, String role) {
    Strict.onlyFields(message, MESSAGE_FIELDS.get(role), "messages[]");
    for (JsonNode call : message.path("tool_calls")) {
      Strict.onlyFields(call, Set.of("id", "type", "function", "index"), "tool_calls[]");
      Strict.onlyFields(call.path("function"), Set.of("name", "arguments"), "function");
    }
  }

  @Override
  boolean reasons(ObjectNode body) {
    return body.has("reasoning_effort") && !body.path("reasoning_effort").asText().equals("none");
  }

  @Override
  String toolCallId() {
    return Ids.nineCharacters();
  }

  /** Arguments come as an object here; the official API description allows both. */
  @Override
  ObjectNode addCall(ArrayNode calls, Answer.ToolCall call, JsonNode arguments) {
    ObjectNode node = super.addCall(calls, call, arguments);
    ((ObjectNode) node.path("function")).set("arguments", arguments);
    return node;
  }

  @Override
  ObjectNode message(Answer answer) {
    ObjectNode message = super.message(answer);
    if (answer.reasoning() != null) {
      message.remove("reasoning_content");
      ArrayNode parts = message.putArray("content").add(thinking(answer.reasoning()));
      if (answer.text() != null) {
        parts.add(object().put("type", "text").put("text", answer.text()));
      }
    }
    return message;
  }

  /** Reasoning piece by piece, but calls whole, their arguments as text. */
  @Override
  List<ObjectNode> deltas(Answer answer) {
    List<ObjectNode> deltas = new ArrayList<>();
    deltas.add(object().put("role", "assistant").put("content", ""));
    if (answer.reasoning() != null) {
      for (String piece : Reply.pieces(answer.reasoning(), PIECE)) {
        ObjectNode delta = object();
        delta.putArray("content").add(thinking(piece));
        deltas.add(delta);
      }
    }
    if (answer.text() != null) {
      Reply.pieces(answer.text(), PIECE)
          .forEach(piece -> deltas.add(object().put("content", piece)));
    }
    for (int i = 0; i < answer.calls().size(); i++) {
      Answer.ToolCall call = answer.calls().get(i);
      ObjectNode delta = object();
      super.addCall(delta.putArray("tool_calls"), call, call.arguments()).put("index", i);
      deltas.add(delta);
    }
    return deltas;
  }

  private static ObjectNode thinking(String text) {
    ObjectNode thinking = object().put("type", "thinking");
    thinking.putArray("thinking").addObject().put("type", "text").put("text", text);
    return thinking;
  }

  /** Without being asked: there is no {@code stream_options}. */
  @Override
  boolean usageOnLastChunk(boolean wanted) {
    return true;
  }

  @Override
  public JsonNode error(Refusal refusal) {
    if (refusal.status() == 401) {
      return object().put("message", "Unauthorized").put("request_id", Ids.next(""));
    }
    return object()
        .put("object", "error")
        .put("message", refusal.getMessage())
        .put("type", "invalid_request_" + refusal.code())
        .put("param", refusal.field())
        .putNull("code");
  }
}
