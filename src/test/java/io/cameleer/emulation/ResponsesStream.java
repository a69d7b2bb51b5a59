package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells a response of OpenAI's Responses API as a stream of events. */
final class ResponsesStream {

  private static final int PIECE = 4;

  private final Events events = new Events();
  private int sequenceNumber;

  private ResponsesStream() {}

  /** The events that lead to that response, which is complete but for its status. */
  static Reply of(ObjectNode response) {
    ResponsesStream stream = new ResponsesStream();
    ObjectNode empty = response.deepCopy();
    empty.putNull("usage").putArray("output");
    stream.send("response.created", object("response", empty));
    stream.send("response.in_progress", object("response", empty));
    for (int i = 0; i < response.path("output").size(); i++) {
      stream.item(i, (ObjectNode) response.path("output").path(i));
    }
    stream.send("response.completed", object("response", response.put("status", "completed")));
    return stream.events.reply();
  }

  private void item(int index, ObjectNode item) {
    ObjectNode begun = item.deepCopy();
    switch (item.path("type").textValue()) {
      case "reasoning" -> {
        begun.putArray("summary");
        begun.remove("encrypted_content");
        send("response.output_item.added", place(index).set("item", begun));
        for (JsonNode part : item.path("summary")) {
          pieces("response.reasoning_summary_text", index, "text", part.path("text").textValue());
        }
      }
      case "message" -> {
        begun.putArray("content");
        send("response.output_item.added", place(index).set("item", begun));
        JsonNode part = item.path("content").path(0);
        send("response.content_part.added", place(index).set("part", part));
        pieces("response.output_text", index, "text", part.path("text").textValue());
        send("response.content_part.done", place(index).set("part", part));
      }
      default -> {
        begun.put("arguments", "");
        send("response.output_item.added", place(index).set("item", begun));
        String arguments = item.path("arguments").textValue();
        pieces("response.function_call_arguments", index, "arguments", arguments);
      }
    }
    send("response.output_item.done", place(index).set("item", item));
  }

  private void pieces(String type, int index, String field, String text) {
    for (String piece : Reply.pieces(text, PIECE)) {
      send(type + ".delta", place(index).put("delta", piece));
    }
    send(type + ".done", place(index).put(field, text));
  }

  private void send(String type, ObjectNode fields) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    events.named(event.put("sequence_number", sequenceNumber++).setAll(fields));
  }

  private static ObjectNode place(int index) {
    ObjectNode place = JsonNodeFactory.instance.objectNode().put("output_index", index);
    return place.put("item_id", "item_" + index).put("content_index", 0);
  }

  private static ObjectNode object(String field, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(field, value);
  }
}
