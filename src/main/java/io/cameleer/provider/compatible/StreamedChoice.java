package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.FinishReason;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a stream: names its role once, at the start, and its finish reason once. Not
 * thread-safe.
 */
final class StreamedChoice {

  private static final Set<String> KNOWN =
      Set.of("index", "delta", "message", "finish_reason", "logprobs");

  private final int index;
  private final ToolCallTracker calls = new ToolCallTracker();
  private boolean started;
  private boolean finished;

  StreamedChoice(int index) {
    this.index = index;
  }

  boolean finished() {
    return finished;
  }

  /**
   * What is new; null where that is nothing.
   *
   * @throws io.cameleer.chat.CallFailedException where the finish reason says that the provider
   *     gave up
   */
  ChatChunk.@Nullable Choice accept(JsonNode choice) {
    ObjectNode content = content(choice);
    List<ToolCallDelta> toolCalls = content == null ? List.of() : toolCalls(content);
    FinishReason finish = finish(choice);
    if (finish == FinishReason.TOOL_CALLS) {
      toolCalls = withMissingArguments(toolCalls);
    }
    Delta delta = delta(content, toolCalls);
    Map<String, @Nullable Object> logprobs =
        choice.path("logprobs") instanceof ObjectNode some ? Json.fields(some) : null;
    Map<String, @Nullable Object> extras = Extras.beyond(choice, KNOWN);
    boolean nothing = finish == null && !delta.role() && !delta.hasContent();
    if (nothing && logprobs == null && extras.isEmpty()) {
      return null;
    }
    return new ChatChunk.Choice(index, delta, finish, logprobs, extras);
  }

  /** Some servers call the delta a message. */
  private static @Nullable ObjectNode content(JsonNode choice) {
    if (choice.get("delta") instanceof ObjectNode delta) {
      return delta;
    }
    return choice.get("message") instanceof ObjectNode message ? message : null;
  }

  private @Nullable FinishReason finish(JsonNode choice) {
    if (finished) {
      return null;
    }
    FinishReason finish =
        FinishReasons.read(Json.string(choice, "finish_reason"), !calls.isEmpty());
    finished = finish != null;
    return finish;
  }

  private Delta delta(@Nullable ObjectNode content, List<ToolCallDelta> toolCalls) {
    AnswerText said = content == null ? AnswerText.NONE : AnswerText.read(content);
    String refusal = content == null ? null : Json.string(content, "refusal");
    boolean role = !started;
    started = true;
    String text = said.content();
    if (!role && text != null && text.isEmpty()) {
      text = null;
    }
    return new Delta(
        role, text, refusal, said.reasoning(), List.of(), null, toolCalls, said.extras());
  }

  private List<ToolCallDelta> toolCalls(ObjectNode content) {
    JsonNode fragments = content.path("tool_calls");
    if (fragments.isEmpty()) {
      return List.of();
    }
    List<ToolCallDelta> deltas = new ArrayList<>(fragments.size());
    for (JsonNode fragment : fragments) {
      ToolCallDelta delta = calls.accept(CallFragment.read(fragment));
      if (delta != null) {
        deltas.add(delta);
      }
    }
    return deltas;
  }

  private List<ToolCallDelta> withMissingArguments(List<ToolCallDelta> toolCalls) {
    List<ToolCallDelta> missing = calls.missingArguments();
    if (missing.isEmpty()) {
      return toolCalls;
    }
    List<ToolCallDelta> all = new ArrayList<>(toolCalls);
    all.addAll(missing);
    return all;
  }
}
