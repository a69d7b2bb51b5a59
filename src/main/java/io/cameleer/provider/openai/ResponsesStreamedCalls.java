package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the calls of a stream: events name an item's place among all output items, chunks its
 * place among the calls. Not thread-safe.
 */
final class ResponsesStreamedCalls {

  private static final int UNKNOWN = -1;

  private final Map<Integer, Call> byOutputIndex = new HashMap<>();

  private static final class Call {
    private final int index;
    private final boolean custom;
    private boolean hasInput;

    private Call(int index, boolean custom) {
      this.index = index;
      this.custom = custom;
    }

    private ToolCallDelta input(String piece) {
      hasInput = true;
      return new ToolCallDelta(index, null, custom, null, piece, null, Map.of());
    }
  }

  /** Whether the answer calls anything. */
  boolean any() {
    return !byOutputIndex.isEmpty();
  }

  /** The first piece of a call, from {@code response.output_item.added}. */
  ToolCallDelta added(JsonNode event, JsonNode item) {
    boolean custom = ResponsesItems.isCustomCall(item);
    Call call = new Call(byOutputIndex.size(), custom);
    byOutputIndex.put(outputIndex(event), call);
    return new ToolCallDelta(
        call.index,
        ResponsesItems.callId(item),
        custom,
        ResponsesItems.text(item, "name"),
        "",
        null,
        Map.of());
  }

  /** A further piece of a call's arguments or input; none where the call was never announced. */
  List<ToolCallDelta> input(JsonNode event) {
    Call call = byOutputIndex.get(outputIndex(event));
    String piece = ResponsesItems.text(event, "delta");
    return call == null || piece.isEmpty() ? List.of() : List.of(call.input(piece));
  }

  /**
   * What of a complete call has not come in pieces: nothing as a rule, {@code {}} where it has no
   * arguments.
   */
  List<ToolCallDelta> done(JsonNode event, JsonNode item) {
    List<ToolCallDelta> deltas = new ArrayList<>();
    if (!byOutputIndex.containsKey(outputIndex(event))) {
      deltas.add(added(event, item));
    }
    Call call = byOutputIndex.get(outputIndex(event));
    if (call != null && !call.hasInput) {
      deltas.add(call.input(ResponsesItems.callInput(item)));
    }
    return deltas;
  }

  private static int outputIndex(JsonNode event) {
    return event.path("output_index").asInt(UNKNOWN);
  }
}
