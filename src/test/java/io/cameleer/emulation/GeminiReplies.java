package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes answers in Gemini's format. */
final class GeminiReplies {

  private static final int PIECE = 6;

  private GeminiReplies() {}

  /** The whole answer. */
  static ObjectNode whole(String model, Answer answer) {
    List<ObjectNode> parts = new ArrayList<>();
    if (answer.reasoning() != null) {
      parts.add(text(answer.reasoning()).put("thought", true));
    }
    if (answer.text() != null) {
      parts.add(text(answer.text()).put("thoughtSignature", GeminiContents.SIGNATURE));
    }
    parts.addAll(calls(answer));
    return chunk(model, Ids.next("r"), answer, parts, "STOP");
  }

  /** The answer in pieces; calls come whole, and the last piece holds nothing but a signature. */
  static Reply stream(String model, Answer answer) {
    List<ObjectNode> parts = new ArrayList<>();
    if (answer.reasoning() != null) {
      Reply.pieces(answer.reasoning(), PIECE)
          .forEach(piece -> parts.add(text(piece).put("thought", true)));
    }
    if (answer.text() != null) {
      Reply.pieces(answer.text(), PIECE).forEach(piece -> parts.add(text(piece)));
    }
    parts.addAll(calls(answer));
    String id = Ids.next("r");
    Events events = new Events("\r\n");
    parts.forEach(part -> events.data(chunk(model, id, answer, List.of(part), null)));
    ObjectNode last = text("").put("thoughtSignature", GeminiContents.SIGNATURE);
    return events.data(chunk(model, id, answer, List.of(last), "STOP")).reply();
  }

  private static List<ObjectNode> calls(Answer answer) {
    List<ObjectNode> parts = new ArrayList<>();
    for (Answer.ToolCall call : answer.calls()) {
      ObjectNode part = JsonNodeFactory.instance.objectNode();
      ObjectNode function = part.putObject("functionCall");
      function.put("id", Ids.next("fc")).put("name", call.name()).set("args", call.arguments());
      if (parts.isEmpty()) {
        part.put("thoughtSignature", GeminiContents.SIGNATURE);
      }
      parts.add(part);
    }
    return parts;
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private static ObjectNode chunk(
      String model, String id, Answer answer, List<ObjectNode> parts, String finishReason) {
    ObjectNode chunk = JsonNodeFactory.instance.objectNode();
    ObjectNode candidate = chunk.putArray("candidates").addObject().put("index", 0);
    ArrayNode content = candidate.putObject("content").put("role", "model").putArray("parts");
    content.addAll(parts);
    if (finishReason != null) {
      candidate.put("finishReason", finishReason);
    }
    chunk.set("usageMetadata", usage(answer));
    return chunk.put("modelVersion", model).put("responseId", id);
  }

  /** Thoughts are counted apart from the candidates; counters of zero are left out. */
  private static JsonNode usage(Answer answer) {
    ObjectNode usage =
        JsonNodeFactory.instance
            .objectNode()
            .put("promptTokenCount", Answer.PROMPT_TOKENS)
            .put("cachedContentTokenCount", Answer.CACHED_TOKENS)
            .put("candidatesTokenCount", Answer.COMPLETION_TOKENS - answer.reasoningTokens())
            .put("totalTokenCount", Answer.PROMPT_TOKENS + Answer.COMPLETION_TOKENS);
    return answer.reasoningTokens() == 0
        ? usage
        : usage.put("thoughtsTokenCount", answer.reasoningTokens());
  }
}
