package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells a message of Anthropic's format as a stream of events. */
final class AnthropicStream {

  private static final int PIECE = 4;

  private final Events events = new Events();

  private AnthropicStream() {}

  /** The events that lead to that message. */
  static Reply of(ObjectNode message) {
    AnthropicStream stream = new AnthropicStream();
    stream.begin(message);
    int index = 0;
    for (JsonNode block : message.path("content")) {
      stream.block(index++, block);
    }
    stream.end(message);
    return stream.events.reply();
  }

  private void begin(ObjectNode message) {
    ObjectNode empty = message.deepCopy();
    empty.putNull("stop_reason").putArray("content");
    ((ObjectNode) empty.path("usage")).put("output_tokens", 1).remove("output_tokens_details");
    events.named(event("message_start").set("message", empty));
    events.named(event("ping"));
  }

  private void block(int index, JsonNode block) {
    ObjectNode begun = block.deepCopy();
    switch (block.path("type").textValue()) {
      case "thinking" -> {
        start(index, begun.put("thinking", "").put("signature", ""));
        pieces(index, "thinking_delta", "thinking", block.path("thinking").textValue());
        delta(index, "signature_delta", "signature", block.path("signature").textValue());
      }
      case "tool_use" -> {
        begun.putObject("input");
        start(index, begun);
        delta(index, "input_json_delta", "partial_json", "");
        pieces(index, "input_json_delta", "partial_json", block.path("input").toString());
      }
      default -> {
        start(index, begun.put("text", ""));
        pieces(index, "text_delta", "text", block.path("text").textValue());
      }
    }
    events.named(event("content_block_stop").put("index", index));
  }

  private void start(int index, ObjectNode block) {
    events.named(event("content_block_start").put("index", index).set("content_block", block));
  }

  private void pieces(int index, String type, String field, String text) {
    Reply.pieces(text, PIECE).forEach(piece -> delta(index, type, field, piece));
  }

  private void delta(int index, String type, String field, String piece) {
    ObjectNode event = event("content_block_delta").put("index", index);
    event.putObject("delta").put("type", type).put(field, piece);
    events.named(event);
  }

  private void end(ObjectNode message) {
    ObjectNode event = event("message_delta");
    event
        .putObject("delta")
        .put("stop_reason", message.path("stop_reason").textValue())
        .putNull("stop_sequence");
    events.named(event.set("usage", message.path("usage")));
    events.named(event("message_stop"));
  }

  private static ObjectNode event(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
