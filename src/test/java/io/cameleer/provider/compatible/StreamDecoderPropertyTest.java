package io.cameleer.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.json.Json;
import io.cameleer.provider.repair.Repairs;
import io.cameleer.sse.ServerSentEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StreamDecoderPropertyTest {

  private static StreamDecoder decoder() {
    Clock clock = Clock.systemUTC();
    return new StreamDecoder(
        new ErrorTable(List.of(), new Repairs(List.of()), clock),
        new AnswerHead.Reader(clock, "m"),
        1);
  }

  private static ServerSentEvent event(ObjectNode delta) {
    ObjectNode chunk = Json.object();
    chunk.putArray("choices").addObject().put("index", 0).set("delta", delta);
    return new ServerSentEvent(null, Json.text(chunk));
  }

  @Property
  void contentIsWhatThePiecesSayAndTheRoleStandsOnceAtTheStart(@ForAll List<String> pieces) {
    StreamDecoder decoder = decoder();
    StringBuilder content = new StringBuilder();
    List<Boolean> roles = new ArrayList<>();
    for (String piece : pieces) {
      ObjectNode delta = Json.object().put("role", "assistant").put("content", piece);
      for (ChatChunk chunk : decoder.decode(event(delta))) {
        ChatChunk.Delta next = chunk.choices().getFirst().delta();
        roles.add(next.role());
        content.append(next.content());
      }
    }

    assertThat(content).hasToString(String.join("", pieces));
    assertThat(roles.stream().skip(1)).doesNotContain(true);
    assertThat(roles.isEmpty() || roles.getFirst()).isTrue();
  }

  @Property
  void piecesOfParallelCallsFindTheirCall(
      @ForAll @Size(max = 20) List<@IntRange(max = 3) Integer> order,
      @ForAll boolean indexed,
      @ForAll boolean idRepeated) {
    // A server that gives no index must repeat the id, or the pieces belong to the latest call.
    boolean labelled = indexed || idRepeated;
    StreamDecoder decoder = decoder();
    Map<Integer, StringBuilder> arguments = new TreeMap<>();
    List<Integer> known = new ArrayList<>();
    Map<Integer, StringBuilder> expected = new TreeMap<>();
    int count = 0;
    for (int call : order) {
      boolean first = !known.contains(call);
      if (first) {
        known.add(call);
      }
      if (!first && !labelled && known.indexOf(call) != known.size() - 1) {
        continue;
      }
      String text = "<" + count++ + ">";
      expected.computeIfAbsent(known.indexOf(call), k -> new StringBuilder()).append(text);
      ObjectNode delta = Json.object();
      ArrayNode calls = delta.putArray("tool_calls");
      ObjectNode node = calls.addObject();
      if (indexed) {
        node.put("index", call);
      }
      if (first || idRepeated) {
        node.put("id", "call_" + call);
      }
      ObjectNode function = node.putObject("function").put("arguments", text);
      if (first || idRepeated) {
        function.put("name", "f" + call);
      }
      collect(decoder.decode(event(delta)), arguments);
    }

    assertThat(arguments.toString()).isEqualTo(expected.toString());
  }

  private static void collect(List<ChatChunk> chunks, Map<Integer, StringBuilder> arguments) {
    for (ChatChunk chunk : chunks) {
      for (ToolCallDelta delta : chunk.choices().getFirst().delta().toolCalls()) {
        arguments
            .computeIfAbsent(delta.index(), k -> new StringBuilder())
            .append(delta.arguments());
      }
    }
  }
}
