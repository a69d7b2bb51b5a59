package io.cameleer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ChatAggregatorPropertyTest {

  @Property(tries = 300)
  void splittingTextsAndArgumentsAnywhereGivesTheSameReply(
      @ForAll @StringLength(max = 40) String text,
      @ForAll @StringLength(max = 40) String reasoning,
      @ForAll @Size(min = 1, max = 4) List<@StringLength(max = 40) String> arguments,
      @ForAll @IntRange(min = 1, max = 3) int choices,
      @ForAll Random random) {
    ChatAggregator aggregator = new ChatAggregator();
    for (ChatChunk.Choice piece : pieces(text, reasoning, arguments, choices, random)) {
      aggregator.accept(new ChatChunk("id", 1, "m", List.of(piece), null, null, Map.of()));
    }

    List<ToolCall> calls = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      calls.add(ToolCall.Function.of("call_" + k, "tool_" + k, arguments.get(k)));
    }
    Message.Assistant expected =
        new Message.Assistant(
            text.isEmpty() ? null : Content.of(text),
            null,
            calls,
            new Reasoning(reasoning.isEmpty() ? null : reasoning, List.of(), null),
            null,
            Map.of());

    assertThat(aggregator.reply().choices())
        .hasSize(choices)
        .allSatisfy(choice -> assertThat(choice.message()).isEqualTo(expected));
  }

  /**
   * The same answer for every choice, cut at random, in a random order that keeps each text's own.
   */
  private static List<ChatChunk.Choice> pieces(
      String text, String reasoning, List<String> arguments, int choices, Random random) {
    List<Deque<ChatChunk.Choice>> sequences = new ArrayList<>();
    for (int i = 0; i < choices; i++) {
      int index = i;
      sequences.add(sequence(index, text, Delta::content, random));
      sequences.add(sequence(index, reasoning, Delta::reasoning, random));
      for (int k = 0; k < arguments.size(); k++) {
        int call = k;
        Deque<ChatChunk.Choice> pieces =
            sequence(
                index,
                arguments.get(k),
                piece -> Delta.toolCall(ToolCallDelta.arguments(call, piece)),
                random);
        pieces.addFirst(
            choice(index, Delta.toolCall(ToolCallDelta.start(k, "call_" + k, "tool_" + k))));
        sequences.add(pieces);
      }
    }
    return shuffled(sequences, random);
  }

  private static Deque<ChatChunk.Choice> sequence(
      int index, String text, Function<String, Delta> delta, Random random) {
    Deque<ChatChunk.Choice> pieces = new ArrayDeque<>();
    int start = 0;
    while (start < text.length()) {
      int end = start + 1 + random.nextInt(text.length() - start);
      pieces.add(choice(index, delta.apply(text.substring(start, end))));
      start = end;
    }
    return pieces;
  }

  private static List<ChatChunk.Choice> shuffled(
      List<Deque<ChatChunk.Choice>> sequences, Random random) {
    List<ChatChunk.Choice> all = new ArrayList<>();
    List<Deque<ChatChunk.Choice>> left = new ArrayList<>(sequences);
    left.removeIf(Deque::isEmpty);
    while (!left.isEmpty()) {
      Deque<ChatChunk.Choice> next = left.get(random.nextInt(left.size()));
      all.add(next.poll());
      left.removeIf(Deque::isEmpty);
    }
    return all;
  }

  private static ChatChunk.Choice choice(int index, Delta delta) {
    return new ChatChunk.Choice(index, delta, null, null, Map.of());
  }
}
