package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads and checks the messages of OpenAI's chat format. */
final class ChatMessages {

  private final ChatRules rules;
  private final Conversation conversation = new Conversation();
  private final Set<String> unanswered = new LinkedHashSet<>();

  private ChatMessages(ChatRules rules) {
    this.rules = rules;
  }

  static Conversation read(JsonNode body, ChatRules rules) {
    ChatMessages reader = new ChatMessages(rules);
    int index = 0;
    for (JsonNode message : Strict.items(body, "messages", "body")) {
      reader.read(message, "messages[" + index++ + "]");
    }
    reader.requireResults("messages");
    return reader.conversation;
  }

  private void read(JsonNode message, String where) {
    String role = Strict.oneOf(message, "role", where, rules.roles());
    if (!role.equals("tool")) {
      requireResults(where);
    }
    switch (role) {
      case "system", "developer" -> conversation.instruct(text(message, where));
      case "user" -> readUser(message, where);
      case "assistant" -> readAssistant(message, where);
      default -> readResult(message, where);
    }
  }

  private void requireResults(String where) {
    if (!unanswered.isEmpty()) {
      throw Refusal.invalid(
          where,
          "An assistant message with 'tool_calls' must be followed by tool messages responding to"
              + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
              + unanswered);
    }
  }

  private void readUser(JsonNode message, String where) {
    conversation.user();
    if (message.path("content").isTextual()) {
      conversation.text(message.path("content").textValue());
      return;
    }
    for (JsonNode part : Strict.items(message, "content", where)) {
      switch (Strict.oneOf(part, "type", where + ".content[]", rules.parts())) {
        case "text" -> conversation.text(Strict.text(part, "text", where + ".content[]"));
        case "image_url" -> conversation.image(imageType(part.path("image_url"), where));
        default -> conversation.image(part.path("type").textValue());
      }
    }
  }

  private static String imageType(JsonNode image, String where) {
    String address = image.isTextual() ? image.textValue() : image.path("url").asText();
    return Strict.imageType(address, where + ".content[].image_url");
  }

  private void readAssistant(JsonNode message, String where) {
    conversation.assistant();
    JsonNode content = message.path("content");
    boolean silent = content.isMissingNode() || content.isNull();
    if (silent && !message.has("tool_calls") && !message.has("refusal")) {
      throw Refusal.invalid(where, "An assistant message needs content or tool calls.");
    }
    if (!message.path("reasoning_content").asText().isEmpty()
        || content.path(0).path("type").asText().equals("thinking")) {
      conversation.thought();
    }
    for (JsonNode call : Strict.optionalItems(message, "tool_calls", where)) {
      readCall(call, where + ".tool_calls[]");
    }
  }

  private void readCall(JsonNode call, String where) {
    JsonNode function = Strict.object(call, "function", where);
    Strict.text(function, "name", where + ".function");
    Strict.text(function, "arguments", where + ".function");
    unanswered.add(toolId(call, "id", where));
  }

  private void readResult(JsonNode message, String where) {
    if (!unanswered.remove(toolId(message, "tool_call_id", where))) {
      throw Refusal.invalid(
          where,
          "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
    }
    conversation.toolResult(text(message, where));
  }

  private String toolId(JsonNode node, String field, String where) {
    String id = Strict.text(node, field, where);
    if (!rules.toolIds().matcher(id).matches()) {
      throw Refusal.invalid(
          where, "Tool call id was " + id + " but must be like " + rules.toolIds().pattern());
    }
    return id;
  }

  private static String text(JsonNode message, String where) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : Strict.items(message, "content", where)) {
      Strict.oneOf(part, "type", where + ".content[]", Set.of("text"));
      text.append(Strict.text(part, "text", where + ".content[]"));
    }
    return text.toString();
  }
}
