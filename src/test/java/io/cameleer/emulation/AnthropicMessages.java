package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the messages of Anthropic's format. */
final class AnthropicMessages {

  /** What stands on a thinking block of this provider. */
  static final String SIGNATURE = "EqQBsignature";

  private static final Map<String, Set<String>> BLOCKS =
      Map.of(
          "system", Set.of("text"),
          "user", Set.of("text", "image", "document", "tool_result"),
          "assistant", Set.of("text", "thinking", "redacted_thinking", "tool_use"));
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final Pattern TOOL_ID = Pattern.compile("[a-zA-Z0-9_-]+");

  private final Conversation conversation = new Conversation();
  private final Set<String> unanswered = new LinkedHashSet<>();

  private AnthropicMessages() {}

  static Conversation read(JsonNode body) {
    AnthropicMessages reader = new AnthropicMessages();
    reader.readSystem(body.path("system"));
    String before = "";
    for (JsonNode message : Strict.items(body, "messages", "body")) {
      String role = Strict.oneOf(message, "role", "messages[]", BLOCKS.keySet());
      reader.checkOrder(before, role);
      reader.readMessage(message, role);
      before = role;
    }
    if (before.equals("assistant")) {
      throw Refusal.invalid(
          "messages", "Prefilling assistant messages is not supported for this model.");
    }
    return reader.conversation;
  }

  private void readSystem(JsonNode system) {
    if (system.isTextual()) {
      conversation.instruct(system.textValue());
    }
    for (JsonNode block : system) {
      conversation.instruct(nonEmptyText(block, "system[]"));
    }
  }

  private void checkOrder(String before, String role) {
    if (role.equals("system") && !before.equals("user")) {
      throw Refusal.invalid("messages", "Unexpected role \"system\" after \"" + before + "\".");
    }
    if (before.isEmpty() && !role.equals("user")) {
      throw Refusal.invalid("messages", "messages: first message must use the \"user\" role");
    }
    if (before.equals(role)) {
      throw Refusal.invalid("messages", "messages: two turns of \"" + role + "\" in a row");
    }
  }

  private void readMessage(JsonNode message, String role) {
    Strict.onlyFields(message, Set.of("role", "content"), "messages[]");
    switch (role) {
      case "user" -> conversation.user();
      case "assistant" -> conversation.assistant();
      default -> {}
    }
    if (message.path("content").isTextual()) {
      text(message.path("content").textValue(), role);
    } else {
      boolean textSeen = false;
      for (JsonNode block : Strict.items(message, "content", "messages[]")) {
        String type = Strict.oneOf(block, "type", "content[]", BLOCKS.get(role));
        if (type.equals("tool_result") && textSeen) {
          throw Refusal.invalid("messages", "tool_result blocks must come first");
        }
        textSeen |= type.equals("text");
        readBlock(block, type, role);
      }
    }
    if (role.equals("user") && !unanswered.isEmpty()) {
      throw Refusal.invalid(
          "messages",
          "`tool_use` ids were found without `tool_result` blocks immediately after: "
              + unanswered);
    }
  }

  private void readBlock(JsonNode block, String type, String role) {
    switch (type) {
      case "text" -> text(nonEmptyText(block, "content[]"), role);
      case "image" -> conversation.image(imageType(block.path("source")));
      case "document" -> conversation.image(block.path("source").path("media_type").asText());
      case "thinking" -> {
        if (!block.path("signature").asText().equals(SIGNATURE)) {
          throw Refusal.invalid("messages", "Invalid `signature` in `thinking` block");
        }
        conversation.thought();
      }
      case "tool_use" -> {
        Strict.onlyFields(
            block, Set.of("type", "id", "name", "input", "cache_control"), "tool_use");
        Strict.object(block, "input", "tool_use");
        unanswered.add(toolId(block, "id"));
      }
      case "tool_result" -> readResult(block);
      default -> Strict.text(block, "data", type);
    }
  }

  private void readResult(JsonNode block) {
    Strict.onlyFields(
        block,
        Set.of("type", "tool_use_id", "content", "is_error", "cache_control"),
        "tool_result");
    if (!unanswered.remove(toolId(block, "tool_use_id"))) {
      throw Refusal.invalid("messages", "unexpected `tool_use_id` found in `tool_result` blocks");
    }
    StringBuilder text = new StringBuilder();
    if (block.path("content").isTextual()) {
      text.append(block.path("content").textValue());
    }
    for (JsonNode part : block.path("content")) {
      text.append(part.path("text").asText());
    }
    conversation.toolResult(text.toString());
  }

  private void text(String text, String role) {
    switch (role) {
      case "user" -> conversation.text(text);
      case "system" -> conversation.instruct(text);
      default -> {}
    }
  }

  private static String nonEmptyText(JsonNode block, String where) {
    String text = Strict.text(block, "text", where);
    if (text.isBlank()) {
      throw Refusal.invalid("messages", "messages: text content blocks must be non-empty");
    }
    return text;
  }

  private static String imageType(JsonNode source) {
    if (Strict.oneOf(source, "type", "source", Set.of("base64", "url")).equals("url")) {
      return "url";
    }
    Strict.text(source, "data", "source");
    return Strict.oneOf(source, "media_type", "source", IMAGES);
  }

  private static String toolId(JsonNode block, String field) {
    String id = Strict.text(block, field, "content[]");
    if (!TOOL_ID.matcher(id).matches()) {
      throw Refusal.invalid("messages", field + ": String should match pattern " + TOOL_ID);
    }
    return id;
  }
}
