package io.cameleer.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.Failures;
import io.cameleer.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Responses API's stream as chat chunks. The role is sent with the first content, not
 * with {@code response.created}: until there is content the call may still go to another candidate.
 */
final class ResponsesStreamDecoder implements ChatStreamDecoder {

  private final ResponsesStreamedCalls calls = new ResponsesStreamedCalls();
  private final ResponsesParagraphs textParagraphs = new ResponsesParagraphs();
  private final ResponsesParagraphs reasoningParagraphs = new ResponsesParagraphs();
  private String id = "";
  private long created;
  private String model = "";
  private @Nullable String serviceTier;
  private @Nullable String phase;
  private boolean roleSent;
  private boolean complete;

  @Override
  public List<ChatChunk> decode(ServerSentEvent event) {
    if (complete || event.data().isBlank() || event.data().strip().equals("[DONE]")) {
      return List.of();
    }
    JsonNode data = parse(event.data());
    String type = Json.string(data, "type");
    return decode(type == null ? String.valueOf(event.event()) : type, data);
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public boolean ended() {
    return complete;
  }

  private static JsonNode parse(String data) {
    try {
      return Json.read(data);
    } catch (JsonProcessingException malformed) {
      throw new CallFailedException(
          Failures.badGateway("An event of the provider's stream is not JSON."), malformed);
    }
  }

  private List<ChatChunk> decode(String type, JsonNode data) {
    return switch (type) {
      case "response.created", "response.in_progress", "response.queued" -> identify(data);
      case "response.output_item.added" -> itemAdded(data, ResponsesItems.object(data, "item"));
      case "response.output_item.done" -> itemDone(data, ResponsesItems.object(data, "item"));
      case "response.output_text.delta" -> text(data);
      case "response.output_text.annotation.added" -> annotation(data);
      case "response.refusal.delta" -> content(Delta.refusal(piece(data)));
      case "response.reasoning_summary_part.added" -> {
        reasoningParagraphs.begin();
        yield List.of();
      }
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          reasoning(data);
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
          toolCalls(calls.input(data));
      case "response.completed", "response.incomplete" -> finish(data);
      case "response.failed" -> throw ResponsesFailures.of(ResponsesItems.object(data, "response"));
      case "error" -> throw ResponsesFailures.of(data);
      default -> {
        if (data.path("error").isObject()) {
          throw ResponsesFailures.of(data);
        }
        yield List.of();
      }
    };
  }

  private List<ChatChunk> identify(JsonNode data) {
    JsonNode response = ResponsesItems.object(data, "response");
    id = ResponsesItems.text(response, "id");
    created = response.path("created_at").asLong();
    model = ResponsesItems.text(response, "model");
    return List.of();
  }

  private List<ChatChunk> itemAdded(JsonNode data, JsonNode item) {
    if (ResponsesItems.isCall(item)) {
      return toolCalls(List.of(calls.added(data, item)));
    }
    switch (ResponsesItems.text(item, "type")) {
      case "message" -> {
        textParagraphs.begin();
        String itemPhase = Json.string(item, ResponsesItems.PHASE);
        phase = itemPhase == null ? phase : itemPhase;
      }
      case "reasoning" -> reasoningParagraphs.begin();
      default -> {}
    }
    return List.of();
  }

  private List<ChatChunk> itemDone(JsonNode data, JsonNode item) {
    if (ResponsesItems.isCall(item)) {
      return toolCalls(calls.done(data, item));
    }
    Reasoning.Block block = ResponsesItems.encryptedReasoning(item);
    return block == null ? List.of() : content(Delta.block(block));
  }

  private List<ChatChunk> text(JsonNode data) {
    Delta delta = Delta.content(textParagraphs.next(piece(data)));
    if (data.get("logprobs") instanceof ArrayNode logprobs && !logprobs.isEmpty()) {
      List<@Nullable Object> content = new ArrayList<>();
      logprobs.forEach(logprob -> content.add(Json.value(logprob)));
      return chunks(delta, null, ResponsesItems.logprobs(content));
    }
    return content(delta);
  }

  private List<ChatChunk> reasoning(JsonNode data) {
    String piece = reasoningParagraphs.next(piece(data));
    return piece.isEmpty() ? List.of() : content(Delta.reasoning(piece));
  }

  private List<ChatChunk> annotation(JsonNode data) {
    List<?> annotations =
        List.of(ResponsesItems.annotation(ResponsesItems.object(data, "annotation")));
    return content(withExtras(Map.of(ResponsesItems.ANNOTATIONS, annotations)));
  }

  private List<ChatChunk> toolCalls(List<ToolCallDelta> deltas) {
    List<ChatChunk> chunks = new ArrayList<>();
    deltas.forEach(delta -> chunks.addAll(content(Delta.toolCall(delta))));
    return chunks;
  }

  private List<ChatChunk> finish(JsonNode data) {
    complete = true;
    JsonNode response = ResponsesItems.object(data, "response");
    serviceTier = Json.string(response, "service_tier");
    Delta delta = phase == null ? Delta.EMPTY : withExtras(Map.of(ResponsesItems.PHASE, phase));
    FinishReason reason = ResponsesOutcome.finishReason(response, calls.any());
    List<ChatChunk> chunks = new ArrayList<>(chunks(delta, reason, null));
    Usage usage = ResponsesUsage.of(response);
    if (usage != null) {
      chunks.add(chunk(List.of(), usage));
    }
    return chunks;
  }

  private List<ChatChunk> content(Delta delta) {
    return chunks(delta, null, null);
  }

  private List<ChatChunk> chunks(
      Delta delta,
      @Nullable FinishReason finishReason,
      @Nullable Map<String, @Nullable Object> logprobs) {
    ChatChunk chunk = chunk(List.of(choice(delta, finishReason, logprobs)), null);
    if (roleSent) {
      return List.of(chunk);
    }
    roleSent = true;
    return List.of(chunk(List.of(choice(Delta.ROLE, null, null)), null), chunk);
  }

  private static ChatChunk.Choice choice(
      Delta delta,
      @Nullable FinishReason finishReason,
      @Nullable Map<String, @Nullable Object> logprobs) {
    return new ChatChunk.Choice(0, delta, finishReason, logprobs, Map.of());
  }

  private ChatChunk chunk(List<ChatChunk.Choice> choices, @Nullable Usage usage) {
    return new ChatChunk(id, created, model, choices, usage, serviceTier, Map.of());
  }

  private static Delta withExtras(Map<String, @Nullable Object> extras) {
    return new Delta(false, null, null, null, List.of(), null, List.of(), extras);
  }

  private static String piece(JsonNode data) {
    return ResponsesItems.text(data, "delta");
  }
}
