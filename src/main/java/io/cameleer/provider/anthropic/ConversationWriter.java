package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a request as a system prompt and turns. Used once, by one thread.
 *
 * <ul>
 *   <li>Instructions go to the system prompt; those in mid-conversation stay in place where the
 *       model takes them there.
 *   <li>Results of tools follow the turn that called them at once, in the order of the calls. A
 *       call without a result gets one that says so, marked as an error; a result without a call
 *       becomes a text of the user.
 *   <li>Thinking blocks of Anthropic go back unchanged, first in their turn; those of other
 *       providers are left out.
 * </ul>
 */
final class ConversationWriter {

  private static final String TYPE = "type";
  private static final String MESSAGES = "messages[]";
  private static final String NO_RESULT = "There is no result of this tool call.";

  private final List<Message> messages;
  private final Model model;
  private final DroppedParameters dropped;
  private final ContentWriter contents;
  private final ToolResults results;
  private final ToolIds ids = new ToolIds();
  private final Conversation conversation = new Conversation();

  ConversationWriter(List<Message> messages, Model model, DroppedParameters dropped) {
    this.messages = messages;
    this.model = model;
    this.dropped = dropped;
    this.contents = new ContentWriter(model, dropped);
    this.results = ToolResults.match(messages);
  }

  /** The conversation, not yet closed. */
  Conversation write() {
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      switch (message) {
        case Message.Instructions instructions -> write(instructions, i);
        case Message.User user -> write(user, i);
        case Message.Assistant assistant -> write(assistant, i);
        case Message.Tool tool -> writeUnlessMatched(tool, i);
      }
      Extras.drop(message.extras(), MESSAGES, dropped);
    }
    return conversation;
  }

  private void write(Message.Instructions instructions, int index) {
    ArrayNode blocks = Json.array();
    contents.appendText(blocks, instructions.content(), index);
    dropped.addIfSet(MESSAGES + ".name", instructions.name());
    if (blocks.isEmpty()) {
      return;
    }
    mark(blocks, 0, instructions.extras());
    ArrayNode target =
        staysInPlace(index) ? conversation.turn(Conversation.SYSTEM) : conversation.system();
    target.addAll(blocks);
  }

  /** The API takes a system turn only after a user's turn, at the end or before an assistant's. */
  private boolean staysInPlace(int index) {
    boolean follows =
        conversation.isLast(Conversation.USER) || conversation.isLast(Conversation.SYSTEM);
    if (!model.has(Trait.MID_CONVERSATION_SYSTEM) || !follows) {
      return false;
    }
    for (int next = index + 1; next < messages.size(); next++) {
      boolean elsewhere =
          messages.get(next) instanceof Message.Instructions || results.answersCall(next);
      if (!elsewhere) {
        return messages.get(next) instanceof Message.Assistant;
      }
    }
    return true;
  }

  private void write(Message.User user, int index) {
    ArrayNode blocks = conversation.turn(Conversation.USER);
    int before = blocks.size();
    contents.append(blocks, user.content(), index);
    mark(blocks, before, user.extras());
    dropped.addIfSet(MESSAGES + ".name", user.name());
  }

  private void write(Message.Assistant assistant, int index) {
    ArrayNode blocks = conversation.turn(Conversation.ASSISTANT);
    int before = blocks.size();
    writeThinking(blocks, assistant.reasoning());
    if (assistant.content() != null) {
      contents.appendText(blocks, assistant.content(), index);
    }
    if (assistant.refusal() != null && !assistant.refusal().isBlank()) {
      blocks.add(ContentWriter.text(assistant.refusal()));
    }
    List<String> callIds = assistant.toolCalls().stream().map(c -> ids.next(c.id())).toList();
    for (int k = 0; k < callIds.size(); k++) {
      blocks.add(toolUse(assistant.toolCalls().get(k), callIds.get(k)));
    }
    mark(blocks, before, assistant.extras());
    dropped.addIfSet(MESSAGES + ".name", assistant.name());
    writeResults(index, callIds);
  }

  /** Where two messages make one turn, the thinking of both comes first. */
  private static void writeThinking(ArrayNode blocks, Reasoning reasoning) {
    int place = 0;
    while (Conversation.isThinking(blocks.path(place))) {
      place++;
    }
    for (Reasoning.Block block : reasoning.blocks()) {
      ObjectNode node = thinking(block);
      if (node != null) {
        blocks.insert(place++, node);
      }
    }
  }

  private static @Nullable ObjectNode thinking(Reasoning.Block block) {
    return switch (block) {
      case Reasoning.Block.Thinking(String thinking, String signature) ->
          Json.object().put(TYPE, "thinking").put("thinking", thinking).put("signature", signature);
      case Reasoning.Block.Redacted(String data) ->
          Json.object().put(TYPE, "redacted_thinking").put("data", data);
      case Reasoning.Block.Encrypted ignored -> null;
    };
  }

  private static ObjectNode toolUse(ToolCall call, String id) {
    ObjectNode node = Json.object().put(TYPE, "tool_use").put("id", id).put("name", call.name());
    switch (call) {
      case ToolCall.Function function -> node.set("input", input(function.arguments()));
      case ToolCall.Custom custom ->
          node.putObject("input").put(RequestTools.CUSTOM_INPUT, custom.input());
    }
    return node;
  }

  /**
   * The API wants an object. What the model once wrote may be none; then it is kept as text, so
   * that nothing is lost.
   */
  private static ObjectNode input(String arguments) {
    if (arguments.isBlank()) {
      return Json.object();
    }
    try {
      JsonNode input = Json.read(arguments);
      if (input instanceof ObjectNode object) {
        return object;
      }
      return input.isNull() ? Json.object() : Json.object().put("arguments", arguments);
    } catch (JsonProcessingException malformed) {
      return Json.object().put("arguments", arguments);
    }
  }

  private void writeResults(int index, List<String> callIds) {
    for (int k = 0; k < callIds.size(); k++) {
      ObjectNode result =
          conversation
              .turn(Conversation.USER)
              .addObject()
              .put(TYPE, "tool_result")
              .put("tool_use_id", callIds.get(k));
      int answer = results.of(index, k);
      if (answer == ToolResults.MISSING) {
        result.put("content", NO_RESULT).put("is_error", true);
      } else if (messages.get(answer) instanceof Message.Tool tool) {
        writeResult(result, tool, answer);
      }
    }
  }

  private void writeResult(ObjectNode result, Message.Tool tool, int index) {
    if (tool.content() instanceof Content.Text(String text)) {
      if (!text.isBlank()) {
        result.put("content", text);
      }
    } else {
      ArrayNode blocks = Json.array();
      contents.append(blocks, tool.content(), index);
      if (!blocks.isEmpty()) {
        result.set("content", blocks);
      }
    }
    CacheBreakpoints.mark(result, tool.extras());
  }

  private void writeUnlessMatched(Message.Tool tool, int index) {
    if (results.answersCall(index)) {
      return;
    }
    ArrayNode blocks = conversation.turn(Conversation.USER);
    blocks.add(ContentWriter.text("Result of the tool call " + tool.toolCallId() + ":"));
    contents.append(blocks, tool.content(), index);
  }

  /** A mark on a message is one on its last block; thinking can't carry one. */
  private static void mark(ArrayNode blocks, int before, Map<String, @Nullable Object> extras) {
    JsonNode last = blocks.path(blocks.size() - 1);
    if (blocks.size() > before
        && last instanceof ObjectNode block
        && !Conversation.isThinking(block)) {
      CacheBreakpoints.mark(block, extras);
    }
  }
}
