package io.cameleer.sandbox;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sandbox's answers. Every one says that it is the sandbox's: in its text, and in its
 * fingerprint.
 */
final class SandboxAnswers {

  /** How every text starts that need not be JSON. */
  static final String LABEL = "Cameleer's sandbox";

  private static final int MAX_CHOICES = 8;
  private static final Map<String, @Nullable Object> FINGERPRINT =
      Map.of("system_fingerprint", "sandbox");

  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();

  SandboxAnswers(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The answer of a model that makes texts or calls tools.
   *
   * @throws io.cameleer.chat.CallFailedException where more choices are asked for than there may be
   */
  ChatReply answer(ChatRequest request, SandboxModel model) {
    Integer asked = request.sampling().n();
    int choices = asked == null ? 1 : asked;
    if (choices > MAX_CHOICES) {
      throw SandboxFailures.tooMuch("n", MAX_CHOICES);
    }
    SandboxPrompt prompt = SandboxPrompt.of(request);
    ChatReply.Choice first = choice(request, model, prompt);
    return new ChatReply(
        "chatcmpl-sandbox-" + count.incrementAndGet(),
        clock.instant().getEpochSecond(),
        model.id(),
        IntStream.range(0, choices).mapToObj(index -> withIndex(first, index)).toList(),
        Usage.of(prompt.tokens(), (long) choices * tokens(first.message())),
        null,
        FINGERPRINT);
  }

  private static ChatReply.Choice choice(
      ChatRequest request, SandboxModel model, SandboxPrompt prompt) {
    if (model == SandboxModel.TOOLS && prompt.toolResults().isEmpty()) {
      List<ToolCall> calls = SandboxToolCalls.of(request, heard(prompt));
      if (!calls.isEmpty()) {
        return choice(
            new Message.Assistant(null, null, calls, Reasoning.NONE, null, Map.of()),
            FinishReason.TOOL_CALLS);
      }
    }
    SandboxText text = SandboxText.limited(text(request, prompt), request);
    return choice(
        new Message.Assistant(
            Content.of(text.text()), null, List.of(), Reasoning.NONE, null, Map.of()),
        text.finishReason());
  }

  private static String text(ChatRequest request, SandboxPrompt prompt) {
    return switch (request.responseFormat()) {
      case ResponseFormat.JsonObject ignored ->
          Json.text(Json.object().put("from", LABEL).put("heard", heard(prompt)));
      case ResponseFormat.JsonSchema format ->
          Json.text(SchemaSample.of(Json.object(format.schema()), heard(prompt)));
      case ResponseFormat.Text ignored -> freeText(prompt);
      case null -> freeText(prompt);
    };
  }

  private static String freeText(SandboxPrompt prompt) {
    if (!prompt.toolResults().isEmpty()) {
      return LABEL + " got from its tools: " + String.join("; ", prompt.toolResults());
    }
    String with = prompt.attachments().isEmpty() ? "" : ", with " + prompt.attachments();
    return LABEL + " heard" + with + ": " + heard(prompt);
  }

  private static String heard(SandboxPrompt prompt) {
    return prompt.text().isEmpty() ? "nothing" : prompt.text();
  }

  private static ChatReply.Choice choice(Message.Assistant message, FinishReason reason) {
    return new ChatReply.Choice(0, message, reason, null, Map.of());
  }

  private static ChatReply.Choice withIndex(ChatReply.Choice choice, int index) {
    return new ChatReply.Choice(
        index, choice.message(), choice.finishReason(), choice.logprobs(), choice.extras());
  }

  private static int tokens(Message.Assistant message) {
    Content content = message.content();
    int words = content == null ? 0 : Words.count(content.text());
    return words + message.toolCalls().stream().mapToInt(SandboxPrompt::tokens).sum();
  }
}
