package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system prompt and the turns of a conversation while they are written. Consecutive messages of
 * one role make one turn. Used by one thread.
 */
final class Conversation {

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";

  /** Stands where nothing else does: the API refuses turns without content. */
  private static final String NOTHING_SAID = ".";

  private static final String GO_ON = "Continue.";

  private final ArrayNode system = Json.array();
  private final List<Turn> turns = new ArrayList<>();

  private record Turn(String role, ArrayNode content) {}

  /** The blocks of the system prompt. */
  ArrayNode system() {
    return system;
  }

  /** Appends an instruction of the gateway's own to the system prompt, if there is one. */
  void instruct(@Nullable String instruction) {
    if (instruction != null) {
      system.add(ContentWriter.text(instruction));
    }
  }

  /** The content of the turn that a message of that role belongs to, begun if need be. */
  ArrayNode turn(String role) {
    if (!isLast(role)) {
      turns.add(new Turn(role, Json.array()));
    }
    return turns.getLast().content();
  }

  /** Whether the last turn so far is of that role. */
  boolean isLast(String role) {
    return !turns.isEmpty() && turns.getLast().role().equals(role);
  }

  /**
   * Whether the last turn gives results of tool calls that the model made without thinking blocks,
   * because it did not think then or because the client did not keep them.
   */
  boolean openLoopWithoutThinking() {
    if (turns.size() < 2 || !isLast(USER)) {
      return false;
    }
    String first = Json.string(turns.getLast().content().path(0), "type");
    JsonNode called = turns.get(turns.size() - 2).content().path(0);
    return "tool_result".equals(first) && !isThinking(called);
  }

  /**
   * Makes the turns what the API takes: a user's turn first, none without content, and at the end
   * either a user's turn or, if the model takes it, the beginning of the answer. Where it does not,
   * the user says {@value #GO_ON}
   */
  void close(boolean prefill) {
    if (isLast(ASSISTANT) && turns.getLast().content().isEmpty()) {
      turns.removeLast();
    }
    if (turns.isEmpty() || turns.getFirst().role().equals(ASSISTANT)) {
      turns.addFirst(new Turn(USER, Json.array()));
    }
    if (isLast(ASSISTANT) && !(prefill && trimEnd(turns.getLast().content()))) {
      turn(USER).add(ContentWriter.text(GO_ON));
    }
    for (Turn turn : turns) {
      if (turn.content().isEmpty() || isThinking(turn.content().path(turn.content().size() - 1))) {
        turn.content().add(ContentWriter.text(NOTHING_SAID));
      }
    }
  }

  /** The API refuses white space at the end of what the answer shall begin with. */
  private static boolean trimEnd(ArrayNode content) {
    JsonNode last = content.path(content.size() - 1);
    String text = Json.string(last, "text");
    if (!(last instanceof ObjectNode block) || text == null) {
      return false;
    }
    block.put("text", text.stripTrailing());
    return true;
  }

  /** Whether a block is thinking, shown or redacted. */
  static boolean isThinking(JsonNode block) {
    String type = Json.string(block, "type");
    return "thinking".equals(type) || "redacted_thinking".equals(type);
  }

  /** The turns as the field {@code messages}. */
  ArrayNode messages() {
    ArrayNode messages = Json.array();
    turns.forEach(
        turn -> messages.addObject().put("role", turn.role()).set("content", turn.content()));
    return messages;
  }
}
