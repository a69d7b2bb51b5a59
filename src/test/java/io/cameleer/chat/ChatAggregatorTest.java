package io.cameleer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatAggregatorTest {

  private final ChatAggregator aggregator = new ChatAggregator();

  @Test
  void textIsJoinedAndTheLastUsageCounts() {
    add(0, Delta.ROLE, null);
    add(0, Delta.content("Hel"), null);
    add(0, Delta.content("lo"), null);
    add(0, Delta.EMPTY, FinishReason.STOP);
    aggregator.accept(usage(Usage.of(3, 1)));
    aggregator.accept(usage(Usage.of(3, 2)));

    ChatReply reply = aggregator.reply();

    assertThat(reply.id()).isEqualTo("id-1");
    assertThat(reply.created()).isEqualTo(7);
    assertThat(reply.model()).isEqualTo("model-1");
    assertThat(reply.serviceTier()).isEqualTo("default");
    assertThat(reply.usage()).isEqualTo(Usage.of(3, 2));
    assertThat(reply.choices())
        .containsExactly(
            new ChatReply.Choice(
                0, Message.Assistant.of("Hello"), FinishReason.STOP, null, Map.of()));
  }

  @Test
  void idTimeAndModelAreThoseOfTheFirstChunk() {
    add(0, Delta.ROLE, null);
    aggregator.accept(new ChatChunk("id-2", 8, "model-2", List.of(), null, null, Map.of()));

    ChatReply reply = aggregator.reply();

    assertThat(reply.id()).isEqualTo("id-1");
    assertThat(reply.created()).isEqualTo(7);
    assertThat(reply.model()).isEqualTo("model-1");
    assertThat(reply.usage()).isNull();
    assertThat(reply.serviceTier()).isNull();
  }

  @Test
  void choicesThatInterleaveAreSortedByIndex() {
    add(1, Delta.content("b"), null);
    add(0, Delta.content("a"), null);
    add(1, Delta.content("B"), FinishReason.LENGTH);
    add(0, Delta.content("A"), FinishReason.STOP);

    List<ChatReply.Choice> choices = aggregator.reply().choices();

    assertThat(choices).extracting(ChatReply.Choice::index).containsExactly(0, 1);
    assertThat(choices).extracting(choice -> text(choice)).containsExactly("aA", "bB");
    assertThat(choices)
        .extracting(ChatReply.Choice::finishReason)
        .containsExactly(FinishReason.STOP, FinishReason.LENGTH);
  }

  @Test
  void toolCallsThatInterleaveAreJoinedByIndex() {
    add(0, Delta.toolCall(ToolCallDelta.start(1, "call_b", "later")), null);
    add(0, Delta.toolCall(ToolCallDelta.start(0, "call_a", "now")), null);
    add(0, Delta.toolCall(ToolCallDelta.arguments(1, "{\"in\":")), null);
    add(0, Delta.toolCall(ToolCallDelta.arguments(0, "{}")), null);
    add(0, Delta.toolCall(ToolCallDelta.arguments(1, "5}")), FinishReason.TOOL_CALLS);

    Message.Assistant message = aggregator.reply().choices().getFirst().message();

    assertThat(message.content()).isNull();
    assertThat(message.toolCalls())
        .containsExactly(
            ToolCall.Function.of("call_a", "now", "{}"),
            ToolCall.Function.of("call_b", "later", "{\"in\":5}"));
  }

  @Test
  void anIdOrNameRepeatedWithEveryPieceCountsOnce() {
    for (String piece : List.of("{", "}")) {
      add(
          0,
          Delta.toolCall(
              new ToolCallDelta(0, "call_a", false, "now", piece, "sig", Map.of("k", piece))),
          null);
    }

    assertThat(aggregator.reply().choices().getFirst().message().toolCalls())
        .containsExactly(new ToolCall.Function("call_a", "now", "{}", "sig", Map.of("k", "}")));
  }

  @Test
  void aCallWithoutIdAndNameStaysACall() {
    add(0, Delta.toolCall(new ToolCallDelta(0, null, false, null, null, null, Map.of())), null);

    assertThat(aggregator.reply().choices().getFirst().message().toolCalls())
        .containsExactly(ToolCall.Function.of("", "", ""));
  }

  @Test
  void aCustomToolsInputIsJoined() {
    add(
        0,
        Delta.toolCall(new ToolCallDelta(0, "call_a", true, "sql", "select ", null, Map.of())),
        null);
    add(0, Delta.toolCall(ToolCallDelta.arguments(0, "1")), null);

    assertThat(aggregator.reply().choices().getFirst().message().toolCalls())
        .containsExactly(new ToolCall.Custom("call_a", "sql", "select 1", Map.of()));
  }

  @Test
  void reasoningKeepsItsTextBlocksAndSignature() {
    Reasoning.Block first = new Reasoning.Block.Thinking("Well", "s1");
    Reasoning.Block second = new Reasoning.Block.Redacted("data");
    add(0, Delta.reasoning("We"), null);
    add(0, Delta.reasoning("ll"), null);
    add(0, Delta.block(first), null);
    add(0, Delta.block(second), null);
    add(0, new Delta(false, "Hi", null, null, List.of(), "sig", List.of(), Map.of()), null);

    assertThat(aggregator.reply().choices().getFirst().message().reasoning())
        .isEqualTo(new Reasoning("Well", List.of(first, second), "sig"));
  }

  @Test
  void aRefusalStandsInPlaceOfContent() {
    add(0, Delta.ROLE, null);
    add(0, Delta.refusal("I can"), null);
    add(0, Delta.refusal("'t."), FinishReason.CONTENT_FILTER);

    Message.Assistant message = aggregator.reply().choices().getFirst().message();

    assertThat(message.refusal()).isEqualTo("I can't.");
    assertThat(message.content()).isNull();
  }

  @Test
  void anAnswerOfNothingHasEmptyContent() {
    add(0, Delta.ROLE, FinishReason.STOP);

    assertThat(aggregator.reply().choices().getFirst().message())
        .isEqualTo(Message.Assistant.of(""));
  }

  @Test
  void logprobsAreConcatenated() {
    Map<String, Object> first = Map.of("content", List.of("t1"));
    aggregator.accept(chunk(choice(Delta.content("a"), first, Map.of())));
    Map<String, Object> second = new HashMap<>(Map.of("content", List.of("t2", "t3")));
    second.put("refusal", null);
    aggregator.accept(chunk(choice(Delta.content("b"), second, Map.of())));

    Map<String, Object> logprobs = aggregator.reply().choices().getFirst().logprobs();

    assertThat(logprobs).containsEntry("content", List.of("t1", "t2", "t3"));
    assertThat(logprobs).containsEntry("refusal", null);
  }

  @Test
  void extrasAreMergedOnEveryLevel() {
    Delta first = extras(Map.of("annotations", List.of("a"), "nested", Map.of("x", 1, "y", 1)));
    Delta second = extras(Map.of("annotations", List.of("b"), "nested", Map.of("y", 2)));
    aggregator.accept(
        new ChatChunk(
            "id",
            1,
            "m",
            List.of(choice(first, null, Map.of("c", 1))),
            null,
            null,
            Map.of("system_fingerprint", "fp")));
    aggregator.accept(chunk(choice(second, null, Map.of("d", 2))));

    ChatReply reply = aggregator.reply();

    assertThat(reply.extras()).isEqualTo(Map.of("system_fingerprint", "fp"));
    assertThat(reply.choices().getFirst().extras()).isEqualTo(Map.of("c", 1, "d", 2));
    assertThat(reply.choices().getFirst().message().extras())
        .isEqualTo(Map.of("annotations", List.of("a", "b"), "nested", Map.of("x", 1, "y", 2)));
  }

  @Test
  void aValueThatIsNullLaterKeepsWhatItWas() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("k", null);
    aggregator.accept(chunk(choice(extras(Map.of("k", "v")), null, Map.of())));
    aggregator.accept(chunk(choice(extras(nothing), null, Map.of())));

    assertThat(aggregator.reply().choices().getFirst().message().extras())
        .isEqualTo(Map.of("k", "v"));
  }

  @Test
  void theReplySoFarDoesNotChangeWithFurtherChunks() {
    aggregator.accept(chunk(choice(extras(Map.of("l", Arrays.asList(1, null))), null, Map.of())));
    ChatReply before = aggregator.reply();

    aggregator.accept(chunk(choice(extras(Map.of("l", List.of(2))), null, Map.of())));

    assertThat(before.choices().getFirst().message().extras())
        .isEqualTo(Map.of("l", Arrays.asList(1, null)));
  }

  @Test
  void aStreamWithoutAChunkIsNoReply() {
    assertThatIllegalStateException().isThrownBy(aggregator::reply);
  }

  private void add(int index, Delta delta, FinishReason reason) {
    aggregator.accept(chunk(new ChatChunk.Choice(index, delta, reason, null, Map.of())));
  }

  private static ChatChunk chunk(ChatChunk.Choice choice) {
    return new ChatChunk("id-1", 7, "model-1", List.of(choice), null, null, Map.of());
  }

  private static ChatChunk usage(Usage usage) {
    return new ChatChunk("id-1", 7, "model-1", List.of(), usage, "default", Map.of());
  }

  private static ChatChunk.Choice choice(
      Delta delta, Map<String, Object> logprobs, Map<String, Object> extras) {
    return new ChatChunk.Choice(0, delta, null, logprobs, extras);
  }

  private static Delta extras(Map<String, Object> extras) {
    return new Delta(false, null, null, null, List.of(), null, List.of(), extras);
  }

  private static String text(ChatReply.Choice choice) {
    return choice.message().content() == null ? null : choice.message().content().text();
  }
}
