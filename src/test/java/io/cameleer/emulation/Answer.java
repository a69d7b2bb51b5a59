package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;

/**
 * What a model answers, before a provider puts it into its wire format.
 *
 * @param reasoning what it thought, or null
 * @param text what it says; null where it calls tools
 * @param calls the tools it calls
 */
record Answer(String reasoning, String text, List<ToolCall> calls) {

  /** Tokens of the prompt, those from the cache included. */
  static final int PROMPT_TOKENS = 120;

  /** Tokens of the prompt that came from the cache. */
  static final int CACHED_TOKENS = 64;

  /** Tokens of the answer, those of the reasoning included. */
  static final int COMPLETION_TOKENS = 24;

  /** Tokens of the reasoning, where there is any. */
  private static final int REASONING_TOKENS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call of a tool. */
  record ToolCall(String name, JsonNode arguments) {}

  /** How a text is to be written. */
  sealed interface Format {
    /** As it comes. */
    record Text() implements Format {}

    /** As a JSON object; of a schema that stands in the instructions, if one does. */
    record Json() implements Format {}

    /** As JSON of a schema. */
    record Schema(JsonNode schema) implements Format {}
  }

  /**
   * The answer to a conversation: every tool offered is called, unless tools have just answered; a
   * text retells what was said.
   */
  static Answer to(
      Conversation conversation, List<OfferedTool> tools, Format format, boolean reasons) {
    String reasoning = reasons ? "Let me think, schön langsam: one hump or two?" : null;
    String retold = conversation.retold();
    if (!tools.isEmpty() && !conversation.hasToolResults()) {
      return new Answer(
          reasoning,
          null,
          tools.stream()
              .map(tool -> new ToolCall(tool.name(), Example.of(tool.parameters(), retold)))
              .toList());
    }
    String text =
        switch (format) {
          case Format.Text() -> retold;
          case Format.Json() -> Example.of(schemaIn(conversation.texts()), retold).toString();
          case Format.Schema(JsonNode schema) -> Example.of(schema, retold).toString();
        };
    return new Answer(reasoning, text, List.of());
  }

  /** Tokens of the reasoning. */
  int reasoningTokens() {
    return reasoning == null ? 0 : REASONING_TOKENS;
  }

  private static JsonNode schemaIn(List<String> texts) {
    for (String text : texts) {
      for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
        JsonNode found = leadingValue(text.substring(brace));
        if (found.path("properties").isObject()) {
          return found;
        }
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode leadingValue(String text) {
    try {
      return JSON.readTree(JSON.createParser(text));
    } catch (IOException prose) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
