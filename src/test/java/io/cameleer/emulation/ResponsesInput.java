package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads and checks the input items of OpenAI's Responses API. */
final class ResponsesInput {

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "message", Set.of("type", "role", "content", "id", "status", "phase"),
          "function_call", Set.of("type", "id", "call_id", "name", "arguments", "status"),
          "function_call_output", Set.of("type", "id", "call_id", "output", "status"),
          "reasoning", Set.of("type", "id", "summary", "content", "encrypted_content", "status"));
  private static final Map<String, Set<String>> PARTS =
      Map.of(
          "system", Set.of("input_text"),
          "developer", Set.of("input_text"),
          "user", Set.of("input_text", "input_image", "input_file"),
          "assistant", Set.of("output_text", "refusal"));
  private static final int MAX_ID_LENGTH = 64;

  private final Conversation conversation = new Conversation();
  private final Set<String> unanswered = new HashSet<>();
  private final String encryptedReasoning;

  private ResponsesInput(String encryptedReasoning) {
    this.encryptedReasoning = encryptedReasoning;
  }

  /**
   * Reads them.
   *
   * @param encryptedReasoning what a reasoning item must hold to be one of this provider's
   */
  static Conversation read(JsonNode body, String encryptedReasoning) {
    ResponsesInput reader = new ResponsesInput(encryptedReasoning);
    if (body.path("instructions").isTextual()) {
      reader.conversation.instruct(body.path("instructions").textValue());
    }
    if (body.path("input").isTextual()) {
      reader.conversation.text(body.path("input").textValue());
      return reader.conversation;
    }
    int index = 0;
    for (JsonNode item : Strict.items(body, "input", "body")) {
      reader.readItem(item, "input[" + index++ + "]");
    }
    if (!reader.unanswered.isEmpty()) {
      throw Refusal.invalid(
          "input", "No tool output found for function call " + reader.unanswered + ".");
    }
    return reader.conversation;
  }

  private void readItem(JsonNode item, String where) {
    String type = item.has("type") ? Strict.oneOf(item, "type", where, FIELDS.keySet()) : "message";
    Strict.onlyFields(item, FIELDS.get(type), where);
    switch (type) {
      case "message" -> readMessage(item, where);
      case "function_call" -> {
        conversation.assistant();
        Strict.text(item, "name", where);
        Strict.text(item, "arguments", where);
        unanswered.add(callId(item, where));
      }
      case "function_call_output" -> {
        if (!unanswered.remove(callId(item, where))) {
          throw Refusal.invalid(where, "No tool call found for function call output.");
        }
        conversation.toolResult(text(item.path("output"), where, Set.of("input_text")));
      }
      default -> {
        if (!item.path("encrypted_content").asText().equals(encryptedReasoning)) {
          throw Refusal.invalid(where, "The encrypted content could not be verified.");
        }
        conversation.thought();
      }
    }
  }

  private void readMessage(JsonNode item, String where) {
    String role = Strict.oneOf(item, "role", where, PARTS.keySet());
    switch (role) {
      case "user" -> {
        conversation.user();
        conversation.text(text(item.path("content"), where, PARTS.get(role)));
      }
      case "assistant" -> {
        conversation.assistant();
        text(item.path("content"), where, PARTS.get(role));
      }
      default -> conversation.instruct(text(item.path("content"), where, PARTS.get(role)));
    }
  }

  private String text(JsonNode content, String where, Set<String> partTypes) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      String type = Strict.oneOf(part, "type", where + ".content[]", partTypes);
      switch (type) {
        case "input_text", "output_text" -> text.append(Strict.text(part, "text", where));
        case "input_image" ->
            conversation.image(
                Strict.imageType(Strict.text(part, "image_url", where), where + ".image_url"));
        default -> conversation.image(type);
      }
    }
    return text.toString();
  }

  private static String callId(JsonNode item, String where) {
    String id = Strict.text(item, "call_id", where);
    if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
      throw Refusal.invalid(where + ".call_id", "Expected a string of 1 to 64 characters.");
    }
    return id;
  }
}
