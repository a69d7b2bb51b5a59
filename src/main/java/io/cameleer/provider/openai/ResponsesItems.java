package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads output items and their pieces, as a whole answer and a stream both hold them. */
final class ResponsesItems {

  /**
   * An output message's part in the answer ({@code commentary}, {@code final_answer}); to be sent
   * back.
   */
  static final String PHASE = "phase";

  /** Citations of an answer. */
  static final String ANNOTATIONS = "annotations";

  /** Fields of an assistant's message that this translation hands out itself. */
  static final Set<String> ASSISTANT_EXTRAS = Set.of(PHASE, ANNOTATIONS);

  private static final String URL_CITATION = "url_citation";

  private ResponsesItems() {}

  /** A field's text; empty where it is missing or no string. */
  static String text(JsonNode node, String field) {
    return Objects.requireNonNullElse(Json.string(node, field), "");
  }

  /** Whether an item calls one of the client's tools. */
  static boolean isCall(JsonNode item) {
    String type = text(item, "type");
    return type.equals("function_call") || type.equals("custom_tool_call");
  }

  /** Whether an item that {@link #isCall} calls a custom tool. */
  static boolean isCustomCall(JsonNode item) {
    return text(item, "type").equals("custom_tool_call");
  }

  /** The id of a call, which its result will name. */
  static String callId(JsonNode item) {
    String callId = text(item, "call_id");
    return callId.isEmpty() ? text(item, "id") : callId;
  }

  /** What a complete call hands to its tool: arguments, never empty, or free text. */
  static String callInput(JsonNode item) {
    if (isCustomCall(item)) {
      return text(item, "input");
    }
    String arguments = text(item, "arguments");
    return arguments.isBlank() ? "{}" : arguments;
  }

  /** A complete call. */
  static ToolCall call(JsonNode item) {
    String id = callId(item);
    String name = text(item, "name");
    return isCustomCall(item)
        ? new ToolCall.Custom(id, name, callInput(item), Map.of())
        : ToolCall.Function.of(id, name, callInput(item));
  }

  /** What a reasoning item needs to be sent back, or null where the provider did not give it. */
  static Reasoning.@Nullable Block encryptedReasoning(JsonNode item) {
    String encrypted = text(item, "encrypted_content");
    return encrypted.isEmpty() ? null : new Reasoning.Block.Encrypted(text(item, "id"), encrypted);
  }

  /** An annotation in the chat format, which nests a citation's fields below its type. */
  static Map<String, @Nullable Object> annotation(JsonNode annotation) {
    Map<String, @Nullable Object> fields = Json.fields(annotation);
    if (!URL_CITATION.equals(fields.get("type")) || fields.containsKey(URL_CITATION)) {
      return fields;
    }
    fields.remove("type");
    Map<String, @Nullable Object> nested = new LinkedHashMap<>();
    nested.put("type", URL_CITATION);
    nested.put(URL_CITATION, fields);
    return nested;
  }

  /** Log probabilities of an answer's text, as a choice of the chat format holds them. */
  static Map<String, @Nullable Object> logprobs(List<@Nullable Object> content) {
    Map<String, @Nullable Object> logprobs = new LinkedHashMap<>();
    logprobs.put("content", content);
    logprobs.put("refusal", null);
    return logprobs;
  }

  /** An object's field that is an object itself, or an empty one. */
  static JsonNode object(JsonNode node, String field) {
    return node.get(field) instanceof ObjectNode object ? object : Json.object();
  }
}
