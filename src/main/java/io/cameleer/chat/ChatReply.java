package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, canonical.
 *
 * @param id the provider's id of the answer
 * @param created seconds since 1970
 * @param model the model as the provider reported it
 * @param usage null where the provider reported none
 */
public record ChatReply(
    String id,
    long created,
    String model,
    List<Choice> choices,
    @Nullable Usage usage,
    @Nullable String serviceTier,
    Map<String, @Nullable Object> extras) {

  public ChatReply {
    choices = List.copyOf(choices);
  }

  /**
   * One of the answers.
   *
   * @param finishReason null where the provider gave none
   * @param logprobs as the provider gave them
   */
  public record Choice(
      int index,
      Message.Assistant message,
      @Nullable FinishReason finishReason,
      @Nullable Map<String, @Nullable Object> logprobs,
      Map<String, @Nullable Object> extras) {}
}
