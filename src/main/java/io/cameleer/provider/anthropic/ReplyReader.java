package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.UpstreamReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer. Blocks of Anthropic's own tools are left out. Used once. */
final class ReplyReader {

  private final AnswerContext context;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final List<Reasoning.Block> blocks = new ArrayList<>();
  private final List<ToolCall> toolCalls = new ArrayList<>();
  private final Citations citations = new Citations();

  ReplyReader(AnswerContext context) {
    this.context = context;
  }

  /**
   * The answer.
   *
   * @throws CallFailedException where it is an error inside a 200, or no message
   */
  ChatReply read(UpstreamReply reply) {
    JsonNode message = parse(reply.body());
    if ("error".equals(Json.string(message, "type"))) {
      throw new CallFailedException(ErrorReader.readInside(message));
    }
    if (!message.path("content").isArray()) {
      throw AnswerContext.malformed("The provider's answer is not a message.");
    }
    message.path("content").forEach(this::add);
    JsonNode usage = message.path("usage");
    String id = Json.string(message, "id");
    return new ChatReply(
        id == null ? "" : id,
        context.now(),
        context.modelOf(message),
        List.of(choice(message)),
        UsageReader.read(usage),
        AnswerContext.serviceTier(usage),
        Map.of());
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.read(body);
    } catch (JsonProcessingException notJson) {
      throw AnswerContext.malformed("The provider's answer is not JSON.");
    }
  }

  private void add(JsonNode block) {
    switch (Json.string(block, "type")) {
      case "text" -> addText(block);
      case "thinking" -> addThinking(block);
      case "redacted_thinking" -> {
        String data = Json.string(block, "data");
        if (data != null) {
          blocks.add(new Reasoning.Block.Redacted(data));
        }
      }
      case "tool_use" -> toolCalls.add(toolCall(block));
      case null, default -> {
        // what Anthropic's own tools did is no part of OpenAI's format
      }
    }
  }

  private void addText(JsonNode block) {
    int start = text.length();
    String words = Json.string(block, "text");
    text.append(words == null ? "" : words);
    block.path("citations").forEach(citation -> citations.add(citation, start, text.length()));
  }

  /** Without its signature a block can't be handed back. */
  private void addThinking(JsonNode block) {
    String words = Json.string(block, "thinking");
    String thinking = words == null ? "" : words;
    String signature = Json.string(block, "signature");
    reasoning.append(thinking);
    if (signature != null && !signature.isEmpty()) {
      blocks.add(new Reasoning.Block.Thinking(thinking, signature));
    }
  }

  private ToolCall toolCall(JsonNode block) {
    String id = Json.string(block, "id");
    String name = Json.string(block, "name");
    String knownId = id == null ? "" : id;
    String knownName = name == null ? "" : name;
    JsonNode input = block.path("input");
    String arguments = input.isObject() ? Json.text(input) : "{}";
    return context.customTools().contains(knownName)
        ? new ToolCall.Custom(knownId, knownName, AnswerContext.customInput(arguments), Map.of())
        : ToolCall.Function.of(knownId, knownName, arguments);
  }

  private ChatReply.Choice choice(JsonNode message) {
    String refusal = StopReason.refusal(message);
    boolean silent = text.isEmpty() && (!toolCalls.isEmpty() || refusal != null);
    @Nullable Content content = silent ? null : Content.of(text.toString());
    Message.Assistant assistant =
        new Message.Assistant(
            content,
            refusal,
            toolCalls,
            new Reasoning(reasoning.isEmpty() ? null : reasoning.toString(), blocks, null),
            null,
            citations.extras());
    return new ChatReply.Choice(
        0,
        assistant,
        StopReason.finish(Json.string(message, "stop_reason"), !toolCalls.isEmpty()),
        null,
        Map.of());
  }
}
