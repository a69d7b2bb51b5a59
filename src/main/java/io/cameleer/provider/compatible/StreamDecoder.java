package io.cameleer.provider.compatible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of chunks. A chunk in is at most one chunk out; usage is held back to the end,
 * since servers give it on the chunk that finishes a choice, on a chunk of its own, or growing on
 * every chunk.
 *
 * <p>The answer is whole when at least one choice has its finish reason and either {@code [DONE]}
 * came or every choice asked for is finished. {@code [DONE]} without any finish reason is no end:
 * some servers send it after having broken off.
 */
final class StreamDecoder implements ChatStreamDecoder {

  private static final String DONE = "[DONE]";

  private final ErrorTable errors;
  private final AnswerHead.Reader heads;
  private final int choicesAskedFor;
  private final Map<Integer, StreamedChoice> choices = new LinkedHashMap<>(2);
  private Map<String, @Nullable Object> heldExtras = Map.of();
  private @Nullable AnswerHead last;
  private @Nullable JsonNode usage;
  private boolean done;

  StreamDecoder(ErrorTable errors, AnswerHead.Reader heads, int choicesAskedFor) {
    this.errors = errors;
    this.heads = heads;
    this.choicesAskedFor = choicesAskedFor;
  }

  @Override
  public List<ChatChunk> decode(ServerSentEvent event) {
    String data = event.data().strip();
    if (data.startsWith(DONE)) {
      done = true;
      return List.of();
    }
    if (data.isEmpty()) {
      return List.of();
    }
    JsonNode root = parse(data);
    if ("error".equals(event.event()) || ReplyReader.isError(root)) {
      throw errors.insideAnswer(root);
    }
    return root instanceof ObjectNode chunk ? chunk(chunk) : List.of();
  }

  private static JsonNode parse(String data) {
    try {
      return Json.read(data);
    } catch (JsonProcessingException malformed) {
      throw ErrorTable.broken("The provider sent an event that is not JSON.", malformed);
    }
  }

  private List<ChatChunk> chunk(ObjectNode chunk) {
    AnswerHead head = heads.read(chunk);
    last = head;
    JsonNode reported = chunk.get("usage");
    boolean hasUsage = reported != null && reported.isObject();
    if (hasUsage) {
      usage = reported;
    }
    JsonNode list = chunk.path("choices");
    if (list.isEmpty()) {
      return hasUsage ? List.of() : withoutChoices(head);
    }
    List<ChatChunk.Choice> read = new ArrayList<>(list.size());
    for (JsonNode choice : list) {
      ChatChunk.Choice next = choice(choice, read.size());
      if (next != null) {
        read.add(next);
      }
    }
    return read.isEmpty() ? List.of() : List.of(head.chunk(read, null, takeHeld(head)));
  }

  private ChatChunk.@Nullable Choice choice(JsonNode choice, int place) {
    if (choice.path("error").isObject()) {
      throw errors.insideAnswer(choice);
    }
    Long index = Json.number(choice, "index");
    int key = index == null ? place : index.intValue();
    return choices.computeIfAbsent(key, StreamedChoice::new).accept(choice);
  }

  /**
   * Moderation results and the like. Before the first choice (Azure's {@code
   * prompt_filter_results}) they wait for it: clients look at the first choice of the first chunk.
   */
  private List<ChatChunk> withoutChoices(AnswerHead head) {
    Map<String, @Nullable Object> extras = head.extras();
    boolean telling = !extras.isEmpty() && !extras.keySet().equals(AnswerHead.FINGERPRINT_ONLY);
    if (!telling) {
      return List.of();
    }
    if (choices.isEmpty()) {
      heldExtras = extras;
      return List.of();
    }
    return List.of(head.chunk(List.of(), null, extras));
  }

  private Map<String, @Nullable Object> takeHeld(AnswerHead head) {
    if (heldExtras.isEmpty()) {
      return head.extras();
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>(heldExtras);
    both.putAll(head.extras());
    heldExtras = Map.of();
    return both;
  }

  @Override
  public boolean complete() {
    int finished = 0;
    for (StreamedChoice choice : choices.values()) {
      if (choice.finished()) {
        finished++;
      }
    }
    boolean all = finished == choices.size() && finished >= choicesAskedFor;
    return finished > 0 && (done || all);
  }

  @Override
  public boolean ended() {
    return done;
  }

  @Override
  public List<ChatChunk> end() {
    Usage total = UsageReader.read(usage);
    return total == null || last == null
        ? List.of()
        : List.of(last.chunk(List.of(), total, last.extras()));
  }
}
