package io.cameleer.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the results of the calls of one step: a {@code functionResponse} for each call, in the
 * order of the calls, since Gemini refuses a step with a result too few, too many, or split over
 * several turns.
 */
final class FunctionResponses {

  private final GeminiModel model;
  private final GeminiParts parts;

  FunctionResponses(GeminiModel model, GeminiParts parts) {
    this.model = model;
    this.parts = parts;
  }

  /**
   * The parts of the user's turn that answers some calls: the responses first, then images of
   * results where the model takes none inside a response, then results that answer no call, as
   * text.
   */
  ArrayNode write(List<ToolCall> calls, List<Placed<Message.Tool>> results) {
    Map<String, Deque<Placed<Message.Tool>>> byId = new HashMap<>();
    for (Placed<Message.Tool> result : results) {
      byId.computeIfAbsent(result.message().toolCallId(), id -> new ArrayDeque<>()).add(result);
    }
    ArrayNode turn = Json.array();
    ArrayNode media = Json.array();
    for (ToolCall call : calls) {
      Deque<Placed<Message.Tool>> answers = byId.getOrDefault(call.id(), new ArrayDeque<>());
      turn.add(answers.isEmpty() ? missing(call) : response(call, answers.remove(), media));
    }
    turn.addAll(media);
    for (Placed<Message.Tool> result : results) {
      Deque<Placed<Message.Tool>> unused = byId.get(result.message().toolCallId());
      if (unused != null && unused.remove(result)) {
        turn.addAll(orphan(result));
      }
    }
    return turn;
  }

  /** A result without a call, as text. */
  ArrayNode orphan(Placed<Message.Tool> result) {
    Message.Tool message = result.message();
    String label = message.name() == null ? message.toolCallId() : message.name();
    ArrayNode turn = Json.array();
    String text = "Result of the tool call " + label + ":\n" + message.content().text();
    turn.add(GeminiParts.text(text));
    return turn.addAll(media(result));
  }

  private ObjectNode response(ToolCall call, Placed<Message.Tool> result, ArrayNode movedMedia) {
    ObjectNode part = Json.object();
    ObjectNode response = answering(call, part);
    response.set("response", object(result.message().content().text()));
    ArrayNode media = media(result);
    if (media.isEmpty()) {
      return part;
    }
    if (model.has(Trait.MULTIMODAL_TOOL_RESULTS)) {
      response.set("parts", media);
    } else {
      movedMedia.add(GeminiParts.text("Part of the result of " + call.name() + ":"));
      movedMedia.addAll(media);
    }
    return part;
  }

  private ObjectNode missing(ToolCall call) {
    ObjectNode part = Json.object();
    answering(call, part).putObject("response").put("error", "The call was given no result.");
    return part;
  }

  private ObjectNode answering(ToolCall call, ObjectNode part) {
    ObjectNode response = part.putObject("functionResponse");
    if (model.signsFunctionCalls()) {
      response.put("id", call.id());
    }
    return response.put("name", FunctionNames.onTheWire(call.name()));
  }

  private ArrayNode media(Placed<Message.Tool> result) {
    ArrayNode media = Json.array();
    if (result.message().content() instanceof Content.Parts(List<ContentPart> contents)) {
      for (int i = 0; i < contents.size(); i++) {
        if (!(contents.get(i) instanceof ContentPart.Text)) {
          ObjectNode part = parts.write(contents.get(i), result.path() + "[" + i + "]");
          if (part != null) {
            media.add(part);
          }
        }
      }
    }
    return media;
  }

  /** A response must be an object. */
  private static ObjectNode object(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        if (Json.read(text) instanceof ObjectNode object && !mentionsParts(object)) {
          return object;
        }
      } catch (JsonProcessingException notJson) {
        return output(text);
      }
    }
    return output(text);
  }

  private static ObjectNode output(String text) {
    return Json.object().put("output", text);
  }

  /**
   * Gemini takes a {@code $ref} inside a response for the name of one of its parts, and refuses one
   * it can't find.
   */
  private static boolean mentionsParts(JsonNode node) {
    if (node.has("$ref")) {
      return true;
    }
    for (JsonNode child : node) {
      if (mentionsParts(child)) {
        return true;
      }
    }
    return false;
  }
}
