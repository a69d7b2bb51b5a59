package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Usage;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of {@code streamGenerateContent}: events without names, each an answer that holds
 * only what is new, with a usage that counts from the beginning. There is no terminal event: the
 * stream closes after a finish reason. So finish reasons and usage are given at the end, when no
 * further call or count can follow.
 */
final class GeminiStreamDecoder implements ChatStreamDecoder {

  private static final String DONE = "[DONE]";

  private final GeminiAnswers answers;
  private final Map<Integer, StreamedChoice> choices = new TreeMap<>();
  private final long created;
  private String id = "";
  private String model;
  private @Nullable Usage usage;
  private boolean sent;

  GeminiStreamDecoder(GeminiAnswers answers) {
    this.answers = answers;
    this.created = answers.now();
    this.model = answers.model();
  }

  @Override
  public List<ChatChunk> decode(ServerSentEvent event) {
    String data = event.data().strip();
    if (data.isEmpty() || data.equals(DONE)) {
      return List.of();
    }
    JsonNode answer = answers.errors().parse(data);
    identify(answer);
    Usage reported = GeminiUsage.read(answer.path("usageMetadata"));
    usage = reported == null ? usage : reported;
    List<ChatChunk> chunks = new ArrayList<>();
    for (JsonNode candidate : answer.path("candidates")) {
      take(candidate, chunks);
    }
    String blockReason = GeminiAnswers.blockReason(answer);
    if (blockReason != null) {
      choice(0).block(blockReason).forEach(choice -> chunks.add(chunk(choice)));
    }
    sent |= chunks.stream().anyMatch(chunk -> chunk.choices().getFirst().delta().hasContent());
    return chunks;
  }

  private void identify(JsonNode answer) {
    if (id.isEmpty()) {
      id = answers.id(answer);
      model = answers.model(answer);
    }
  }

  private void take(JsonNode candidate, List<ChatChunk> chunks) {
    GeminiFinish finish = GeminiReplyReader.finish(candidate);
    if (finish != null && finish.failed() && !sent) {
      throw finish.failure();
    }
    for (ChatChunk.Choice choice : choice(candidate.path("index").asInt()).take(candidate)) {
      chunks.add(chunk(choice));
    }
  }

  private StreamedChoice choice(int index) {
    return choices.computeIfAbsent(index, place -> new StreamedChoice(place, answers));
  }

  @Override
  public boolean complete() {
    return !choices.isEmpty() && choices.values().stream().allMatch(StreamedChoice::finished);
  }

  @Override
  public List<ChatChunk> end() {
    List<ChatChunk> chunks = new ArrayList<>();
    for (StreamedChoice choice : choices.values()) {
      choice.end().forEach(last -> chunks.add(chunk(last)));
    }
    if (usage != null) {
      chunks.add(new ChatChunk(id, created, model, List.of(), usage, null, Map.of()));
    }
    return chunks;
  }

  private ChatChunk chunk(ChatChunk.Choice choice) {
    return new ChatChunk(id, created, model, List.of(choice), null, null, Map.of());
  }
}
