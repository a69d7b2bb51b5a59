package io.cameleer.provider.anthropic;

import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tool message of a conversation answers which call. A result belongs to the last call before
 * it that has its id and no result yet, so that conversations whose ids repeat are read as they
 * were meant.
 */
final class ToolResults {

  /** Stands for a call without a result. */
  static final int MISSING = -1;

  private final Map<Integer, int[]> resultsByMessage = new HashMap<>();
  private final BitSet answers = new BitSet();

  private record OpenCall(int message, int call) {}

  private ToolResults() {}

  /** Matches the results of a conversation with its calls. */
  static ToolResults match(List<Message> messages) {
    ToolResults results = new ToolResults();
    Map<String, Deque<OpenCall>> open = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      switch (messages.get(i)) {
        case Message.Assistant assistant -> results.open(i, assistant.toolCalls(), open);
        case Message.Tool tool -> results.answer(i, open.get(tool.toolCallId()));
        case Message.User ignored -> {}
        case Message.Instructions ignored -> {}
      }
    }
    return results;
  }

  private void open(int message, List<ToolCall> calls, Map<String, Deque<OpenCall>> open) {
    if (calls.isEmpty()) {
      return;
    }
    calls.forEach(call -> open.remove(call.id()));
    for (int k = 0; k < calls.size(); k++) {
      open.computeIfAbsent(calls.get(k).id(), id -> new ArrayDeque<>(1))
          .add(new OpenCall(message, k));
    }
    int[] missing = new int[calls.size()];
    Arrays.fill(missing, MISSING);
    resultsByMessage.put(message, missing);
  }

  private void answer(int message, @Nullable Deque<OpenCall> waiting) {
    OpenCall call = waiting == null ? null : waiting.poll();
    int[] results = call == null ? null : resultsByMessage.get(call.message());
    if (call != null && results != null) {
      results[call.call()] = message;
      answers.set(message);
    }
  }

  /** The place of the message that answers a call, or {@link #MISSING}. */
  int of(int message, int call) {
    int[] results = resultsByMessage.get(message);
    return results == null ? MISSING : results[call];
  }

  /** Whether the message at that place answers a call. */
  boolean answersCall(int message) {
    return answers.get(message);
  }
}
