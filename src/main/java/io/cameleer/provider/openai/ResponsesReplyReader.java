package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a whole response object as a chat completion with one choice. Used once. */
final class ResponsesReplyReader {

  private static final String MODERATION = "moderation";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final ResponsesParagraphs textParagraphs = new ResponsesParagraphs();
  private final ResponsesParagraphs reasoningParagraphs = new ResponsesParagraphs();
  private final List<Reasoning.Block> blocks = new ArrayList<>();
  private final List<ToolCall> calls = new ArrayList<>();
  private final List<@Nullable Object> annotations = new ArrayList<>();
  private final List<@Nullable Object> logprobs = new ArrayList<>();
  private @Nullable String phase;

  private ResponsesReplyReader() {}

  /**
   * Reads a response object.
   *
   * @throws CallFailedException where it says that it failed, or is none
   */
  static ChatReply read(JsonNode response) {
    String status = ResponsesItems.text(response, "status");
    if (status.equals("failed") || response.path("error").isObject()) {
      throw ResponsesFailures.of(response);
    }
    if (!(response.get("output") instanceof ArrayNode output)) {
      throw new CallFailedException(
          Failures.badGateway("The provider's answer is no response object."));
    }
    if (!status.equals("completed") && !status.equals("incomplete")) {
      throw new CallFailedException(
          Failures.badGateway("The provider's answer ended with status '" + status + "'."));
    }
    return new ResponsesReplyReader().reply(response, output);
  }

  private ChatReply reply(JsonNode response, ArrayNode output) {
    output.forEach(this::readItem);
    ChatReply.Choice choice =
        new ChatReply.Choice(
            0,
            message(),
            ResponsesOutcome.finishReason(response, !calls.isEmpty()),
            logprobs.isEmpty() ? null : ResponsesItems.logprobs(logprobs),
            Map.of());
    return new ChatReply(
        ResponsesItems.text(response, "id"),
        Objects.requireNonNullElse(Json.number(response, "created_at"), 0L),
        ResponsesItems.text(response, "model"),
        List.of(choice),
        ResponsesUsage.of(response),
        Json.string(response, "service_tier"),
        replyExtras(response));
  }

  private void readItem(JsonNode item) {
    if (ResponsesItems.isCall(item)) {
      calls.add(ResponsesItems.call(item));
      return;
    }
    switch (ResponsesItems.text(item, "type")) {
      case "message" -> readMessage(item);
      case "reasoning" -> readReasoning(item);
      default -> {} // the provider's own tools: what they found is in the message
    }
  }

  private void readMessage(JsonNode item) {
    textParagraphs.begin();
    for (JsonNode part : item.path("content")) {
      text.append(textParagraphs.next(ResponsesItems.text(part, "text")));
      refusal.append(ResponsesItems.text(part, "refusal"));
      part.path(ResponsesItems.ANNOTATIONS)
          .forEach(annotation -> annotations.add(ResponsesItems.annotation(annotation)));
      part.path("logprobs").forEach(logprob -> logprobs.add(Json.value(logprob)));
    }
    String itemPhase = Json.string(item, ResponsesItems.PHASE);
    phase = itemPhase == null ? phase : itemPhase;
  }

  /**
   * Models that show their reasoning itself have it in {@code content}; others have a summary, if
   * it was asked for.
   */
  private void readReasoning(JsonNode item) {
    JsonNode summary = item.path("summary");
    for (JsonNode part : summary.isEmpty() ? item.path("content") : summary) {
      reasoningParagraphs.begin();
      reasoning.append(reasoningParagraphs.next(ResponsesItems.text(part, "text")));
    }
    Reasoning.Block block = ResponsesItems.encryptedReasoning(item);
    if (block != null) {
      blocks.add(block);
    }
  }

  private Message.Assistant message() {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    if (!annotations.isEmpty()) {
      extras.put(ResponsesItems.ANNOTATIONS, annotations);
    }
    if (phase != null) {
      extras.put(ResponsesItems.PHASE, phase);
    }
    return new Message.Assistant(
        text.isEmpty() ? null : Content.of(text.toString()),
        refusal.isEmpty() ? null : refusal.toString(),
        calls,
        new Reasoning(reasoning.isEmpty() ? null : reasoning.toString(), blocks, null),
        null,
        extras);
  }

  private static Map<String, @Nullable Object> replyExtras(JsonNode response) {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    JsonNode moderation = response.path(MODERATION);
    if (moderation.isObject()) {
      extras.put(MODERATION, Json.fields(moderation));
    }
    return extras;
  }
}
