package io.cameleer.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import java.util.List;

/** What is asked through the official Java client, and what must come back. */
final class Conversations {

  static final String PROMPT = "Wie viele Höcker hat ein Dromedar? 🐪";
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgG"
          + "AWjR9awAAAABJRU5ErkJggg==";

  private Conversations() {}

  /** A model is asked the question. */
  static ChatCompletionCreateParams.Builder asking(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage(PROMPT);
  }

  /** The model is offered two tools. */
  static ChatCompletionCreateParams.Builder withTools(
      ChatCompletionCreateParams.Builder conversation) {
    return conversation.addTool(GetWeather.class).addTool(GetTime.class);
  }

  /** The stream is to end with what it cost. */
  static ChatCompletionCreateParams withUsage(ChatCompletionCreateParams.Builder conversation) {
    return conversation
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  /** The client's own sum of a stream. */
  static ChatCompletion accumulate(List<ChatCompletionChunk> chunks) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    chunks.forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  /** Both tools are called, and the question is among their arguments. */
  static void assertCalls(ChatCompletion completion) {
    assertThat(completion.choices().getFirst().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    List<ChatCompletionMessageFunctionToolCall> calls =
        calls(completion.choices().getFirst().message());
    assertThat(calls)
        .extracting(call -> call.function().name())
        .containsExactly("get_weather", "get_time");
    assertThat(calls).extracting(ChatCompletionMessageFunctionToolCall::id).doesNotHaveDuplicates();
    assertThat(calls.getFirst().function().arguments(GetWeather.class).city).contains(PROMPT);
  }

  private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletionMessage message) {
    return message.toolCalls().orElseThrow().stream()
        .map(ChatCompletionMessageToolCall::asFunction)
        .toList();
  }

  /** Goes on with the calls and their results. */
  static void addResults(
      ChatCompletionCreateParams.Builder conversation, ChatCompletionMessage message) {
    conversation.addMessage(message);
    for (ChatCompletionMessageFunctionToolCall call : calls(message)) {
      conversation.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content(call.function().name() + ": schön")
              .build());
    }
  }

  /** A text, as a content part. */
  static ChatCompletionContentPart text(String text) {
    return ChatCompletionContentPart.ofText(
        ChatCompletionContentPartText.builder().text(text).build());
  }

  /** An image, as a content part. */
  static ChatCompletionContentPart image() {
    return ChatCompletionContentPart.ofImageUrl(
        ChatCompletionContentPartImage.builder()
            .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder().url(PIXEL).build())
            .build());
  }

  /** What the model said. */
  static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  /** The tokens are those every emulated provider reports. */
  static void assertUsage(CompletionUsage usage) {
    assertThat(usage.promptTokens()).isEqualTo(120);
    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(64L);
    assertThat(usage.completionTokens()).isEqualTo(24);
    assertThat(usage.totalTokens()).isEqualTo(144);
  }
}
