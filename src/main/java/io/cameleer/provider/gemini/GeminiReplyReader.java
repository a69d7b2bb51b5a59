package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer of {@code generateContent}. */
final class GeminiReplyReader {

  private final GeminiAnswers answers;

  GeminiReplyReader(GeminiAnswers answers) {
    this.answers = answers;
  }

  /**
   * The canonical reply. A prompt that Gemini refused gives one empty choice that ended by content
   * filter, since Gemini answers it with status 200 too.
   *
   * @throws CallFailedException where the answer is an error, not JSON, empty, or broke off by the
   *     model's own mistake
   */
  ChatReply read(UpstreamReply reply) {
    JsonNode answer = answers.errors().parse(reply.body());
    List<ChatReply.Choice> choices = new ArrayList<>(1);
    for (JsonNode candidate : answer.path("candidates")) {
      choices.add(choice(candidate, choices.size()));
    }
    String blockReason = GeminiAnswers.blockReason(answer);
    if (choices.isEmpty()) {
      if (blockReason == null) {
        throw new CallFailedException(
            Failures.badGateway("The provider's answer has no candidates.")
                .fromUpstream(reply.status(), null));
      }
      choices.add(blocked(blockReason));
    }
    return new ChatReply(
        answers.id(answer),
        answers.now(),
        answers.model(answer),
        choices,
        GeminiUsage.read(answer.path("usageMetadata")),
        null,
        Map.of());
  }

  private static ChatReply.Choice blocked(String reason) {
    return new ChatReply.Choice(
        0,
        Message.Assistant.of(""),
        FinishReason.CONTENT_FILTER,
        null,
        new GeminiFinish(reason, null).extras());
  }

  private ChatReply.Choice choice(JsonNode candidate, int position) {
    GeminiFinish finish = finish(candidate);
    if (finish != null && finish.failed()) {
      throw finish.failure();
    }
    Draft draft = new Draft();
    for (JsonNode part : candidate.path("content").path("parts")) {
      draft.add(answers.part(part));
    }
    boolean calls = !draft.calls.isEmpty();
    FinishReason unstated = calls ? FinishReason.TOOL_CALLS : null;
    Map<String, @Nullable Object> extras = Map.of();
    if (finish != null) {
      extras = finish.extras();
    }
    return new ChatReply.Choice(
        candidate.path("index").asInt(position),
        draft.message(candidate),
        finish == null ? unstated : finish.openAi(calls),
        GeminiLogprobs.read(candidate),
        extras);
  }

  /** Why a candidate ended, or null where it does not say. */
  static @Nullable GeminiFinish finish(JsonNode candidate) {
    String reason = Json.string(candidate, "finishReason");
    return reason == null || reason.isEmpty()
        ? null
        : new GeminiFinish(reason, Json.string(candidate, "finishMessage"));
  }

  /** A message while its parts are read. */
  private static final class Draft {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable String signature;

    void add(@Nullable AnswerPart part) {
      switch (part) {
        case AnswerPart.Text(String piece, String signed) -> {
          text.append(piece);
          signature = signed == null ? signature : signed;
        }
        case AnswerPart.Thought(String thought) -> thoughts.append(thought);
        case AnswerPart.Call call -> calls.add(toolCall(call));
        case null -> {}
      }
    }

    private static ToolCall toolCall(AnswerPart.Call call) {
      return call.custom()
          ? new ToolCall.Custom(
              call.id(),
              call.name(),
              call.arguments(),
              FunctionCalls.extraContent(call.signature()))
          : new ToolCall.Function(
              call.id(), call.name(), call.arguments(), call.signature(), Map.of());
    }

    Message.Assistant message(JsonNode candidate) {
      String said = text.toString();
      List<@Nullable Object> annotations = GeminiCitations.read(candidate, said);
      Map<String, @Nullable Object> extras = Map.of();
      if (!annotations.isEmpty()) {
        extras = Map.of("annotations", annotations);
      }
      return new Message.Assistant(
          said.isEmpty() && !calls.isEmpty() ? null : Content.of(said),
          null,
          calls,
          new Reasoning(thoughts.isEmpty() ? null : thoughts.toString(), List.of(), signature),
          null,
          extras);
    }
  }
}
