package io.cameleer.provider.deepseek;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.ReasoningHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking is on by default, and switched by {@code thinking:{"type":"enabled"|"disabled"}}. While
 * it is on, every turn of the assistant must carry its {@code reasoning_content} back, an empty one
 * where the turn came from another model; DeepSeek answers 400 otherwise. Older models refuse it
 * there.
 */
final class DeepSeekThinking {

  /** The switch. */
  static final String FIELD = "thinking";

  private static final String DISABLED = "disabled";

  /** Its value where the model shall not think. */
  static final Map<String, String> OFF = Map.of("type", DISABLED);

  private DeepSeekThinking() {}

  /**
   * Sets the switch by the effort, unless the client set it itself, and prepares the history for
   * it.
   */
  static ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Model model = candidate.model();
    ChatRequest switched = model.has(Trait.THINKING_SWITCH) ? switchByEffort(request) : request;
    boolean passedBack =
        model.has(Trait.REASONING_PASSED_BACK) && !isDisabled(switched.extras().get(FIELD));
    return passedBack
        ? ReasoningHistory.keepText(switched, DeepSeekThinking::textOrEmpty)
        : ReasoningHistory.stripAll(switched);
  }

  private static ChatRequest switchByEffort(ChatRequest request) {
    ReasoningEffort effort = request.reasoningEffort();
    if (effort == null || request.extras().containsKey(FIELD)) {
      return request;
    }
    boolean off = effort == ReasoningEffort.NONE;
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(request.extras());
    extras.put(FIELD, off ? OFF : Map.of("type", "enabled"));
    return request.toBuilder().reasoningEffort(off ? null : effort).extras(extras).build();
  }

  private static boolean isDisabled(@Nullable Object thinking) {
    return thinking instanceof Map<?, ?> fields && DISABLED.equals(fields.get("type"));
  }

  private static String textOrEmpty(Message.Assistant assistant) {
    String text = assistant.reasoning().text();
    return text == null ? "" : text;
  }
}
