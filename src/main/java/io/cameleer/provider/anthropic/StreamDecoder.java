package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream, which is complete with {@code message_stop}. What it reports more than once
 * (usage, the reason to stop) is cumulative: the last one counts. Events of types not known are
 * ignored.
 */
final class StreamDecoder implements ChatStreamDecoder {

  private final AnswerContext context;
  private final long created;
  private final Map<Integer, StreamedBlock> open = new TreeMap<>();
  private final ObjectNode usage = Json.object();
  private final ObjectNode stop = Json.object();
  private String id = "";
  private String model;
  private int toolCalls;
  private int textLength;
  private boolean started;
  private boolean complete;

  StreamDecoder(AnswerContext context) {
    this.context = context;
    this.created = context.now();
    this.model = context.model();
  }

  @Override
  public List<ChatChunk> decode(ServerSentEvent event) {
    JsonNode data = parse(event.data());
    String type = Json.string(data, "type");
    return switch (type == null ? event.event() : type) {
      case "content_block_delta" -> addToBlock(data);
      case "content_block_start" -> startBlock(data);
      case "content_block_stop" -> stopBlock(data);
      case "message_start" -> start(data.path("message"));
      case "message_delta" -> note(data);
      case "message_stop" -> finish();
      case "error" -> throw new CallFailedException(ErrorReader.readInside(data));
      case null, default -> List.of();
    };
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
    } catch (JsonProcessingException notJson) {
      throw AnswerContext.malformed("An event of the provider's stream is not JSON.");
    }
  }

  private List<ChatChunk> start(JsonNode message) {
    String named = Json.string(message, "id");
    id = named == null ? "" : named;
    model = context.modelOf(message);
    update(usage, message.path("usage"));
    return chunks(null);
  }

  private List<ChatChunk> startBlock(JsonNode data) {
    JsonNode block = data.path("content_block");
    StreamedBlock streamed =
        switch (Json.string(block, "type")) {
          case "text" -> new StreamedText(textLength);
          case "thinking", "redacted_thinking" -> new StreamedThinking();
          case "tool_use" -> new StreamedToolUse(toolCalls++, context);
          case null, default -> null;
        };
    if (streamed == null) {
      return List.of();
    }
    open.put(data.path("index").asInt(), streamed);
    return chunks(streamed.start(block));
  }

  private List<ChatChunk> addToBlock(JsonNode data) {
    StreamedBlock block = open.get(data.path("index").asInt());
    return block == null ? List.of() : chunks(block.add(data.path("delta")));
  }

  private List<ChatChunk> stopBlock(JsonNode data) {
    StreamedBlock block = open.remove(data.path("index").asInt());
    return block == null ? List.of() : chunks(stop(block));
  }

  private ChatChunk.@Nullable Delta stop(StreamedBlock block) {
    if (block instanceof StreamedText text) {
      textLength = text.end();
    }
    return block.stop();
  }

  private List<ChatChunk> note(JsonNode data) {
    update(stop, data.path("delta"));
    update(usage, data.path("usage"));
    return List.of();
  }

  /** Null in a later report means "as before". */
  private static void update(ObjectNode target, JsonNode report) {
    report
        .properties()
        .forEach(field -> {
          if (!field.getValue().isNull()) {
            target.set(field.getKey(), field.getValue());
          }
        });
  }

  private List<ChatChunk> finish() {
    List<ChatChunk> chunks = new ArrayList<>();
    open.values().forEach(block -> chunks.addAll(chunks(stop(block))));
    open.clear();
    String refusal = StopReason.refusal(stop);
    chunks.addAll(chunks(refusal == null ? null : ChatChunk.Delta.refusal(refusal)));
    FinishReason reason = StopReason.finish(Json.string(stop, "stop_reason"), toolCalls > 0);
    chunks.add(chunk(ChatChunk.Delta.EMPTY, reason));
    Usage total = UsageReader.read(usage);
    if (total != null) {
      chunks.add(
          new ChatChunk(
              id, created, model, List.of(), total, AnswerContext.serviceTier(usage), Map.of()));
    }
    complete = true;
    return chunks;
  }

  /** The chunk for a delta, if there is one; before the first the chunk that names the role. */
  private List<ChatChunk> chunks(ChatChunk.@Nullable Delta delta) {
    if (started) {
      return delta == null ? List.of() : List.of(chunk(delta, null));
    }
    started = true;
    ChatChunk role = chunk(ChatChunk.Delta.ROLE, null);
    return delta == null ? List.of(role) : List.of(role, chunk(delta, null));
  }

  private ChatChunk chunk(ChatChunk.Delta delta, @Nullable FinishReason reason) {
    return new ChatChunk(
        id,
        created,
        model,
        List.of(new ChatChunk.Choice(0, delta, reason, null, Map.of())),
        null,
        null,
        Map.of());
  }
}
