package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One choice of a stream: what it has told so far. Not thread-safe. */
final class StreamedChoice {

  private final int index;
  private final GeminiAnswers answers;
  private final List<String> texts = new ArrayList<>();
  private boolean begun;
  private int calls;
  private @Nullable GeminiFinish finish;
  private boolean blocked;
  private @Nullable JsonNode sources;

  StreamedChoice(int index, GeminiAnswers answers) {
    this.index = index;
    this.answers = answers;
  }

  /** Whether it has said why it ended. */
  boolean finished() {
    return finish != null;
  }

  /** Takes what is new of it: its role at first, then a delta for each part. */
  List<ChatChunk.Choice> take(JsonNode candidate) {
    List<ChatChunk.Choice> news = begin();
    Map<String, @Nullable Object> logprobs = GeminiLogprobs.read(candidate);
    for (JsonNode part : candidate.path("content").path("parts")) {
      ChatChunk.Delta delta = delta(answers.part(part));
      if (delta != null) {
        news.add(new ChatChunk.Choice(index, delta, null, logprobs, Map.of()));
        logprobs = null;
      }
    }
    if (candidate.has("groundingMetadata") || candidate.has("citationMetadata")) {
      sources = candidate;
    }
    GeminiFinish said = GeminiReplyReader.finish(candidate);
    finish = said == null ? finish : said;
    return news;
  }

  /** Takes that the prompt was refused. */
  List<ChatChunk.Choice> block(String reason) {
    if (finish == null) {
      finish = new GeminiFinish(reason, null);
      blocked = true;
    }
    return begin();
  }

  /** What could be said only when all was there: the sources of the text, and why it ended. */
  List<ChatChunk.Choice> end() {
    List<ChatChunk.Choice> last = new ArrayList<>(2);
    if (sources != null) {
      List<@Nullable Object> annotations = GeminiCitations.read(sources, String.join("", texts));
      if (!annotations.isEmpty()) {
        last.add(plain(withExtras(Map.of("annotations", annotations))));
      }
    }
    if (finish != null) {
      FinishReason reason = blocked ? FinishReason.CONTENT_FILTER : finish.openAi(calls > 0);
      last.add(new ChatChunk.Choice(index, ChatChunk.Delta.EMPTY, reason, null, finish.extras()));
    }
    return last;
  }

  private List<ChatChunk.Choice> begin() {
    List<ChatChunk.Choice> news = new ArrayList<>();
    if (!begun) {
      begun = true;
      news.add(plain(ChatChunk.Delta.ROLE));
    }
    return news;
  }

  private ChatChunk.@Nullable Delta delta(@Nullable AnswerPart part) {
    return switch (part) {
      case AnswerPart.Text(String text, String signature) -> text(text, signature);
      case AnswerPart.Thought(String text) ->
          text.isEmpty() ? null : ChatChunk.Delta.reasoning(text);
      case AnswerPart.Call call -> call(call);
      case null -> null;
    };
  }

  private ChatChunk.@Nullable Delta text(String text, @Nullable String signature) {
    if (!text.isEmpty()) {
      texts.add(text);
    } else if (signature == null) {
      return null;
    }
    return new ChatChunk.Delta(
        false, text.isEmpty() ? null : text, null, null, List.of(), signature, List.of(), Map.of());
  }

  private ChatChunk.Delta call(AnswerPart.Call call) {
    return ChatChunk.Delta.toolCall(
        new ChatChunk.ToolCallDelta(
            calls++,
            call.id(),
            call.custom(),
            call.name(),
            call.arguments(),
            call.signature(),
            Map.of()));
  }

  private static ChatChunk.Delta withExtras(Map<String, @Nullable Object> extras) {
    return new ChatChunk.Delta(false, null, null, null, List.of(), null, List.of(), extras);
  }

  private ChatChunk.Choice plain(ChatChunk.Delta delta) {
    return new ChatChunk.Choice(index, delta, null, null, Map.of());
  }
}
