package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed answer, canonical.
 *
 * @param id the provider's id of the answer
 * @param created seconds since 1970
 * @param model the model as the provider reported it
 * @param choices what is new, per choice; empty on the chunk that carries the usage
 * @param usage the usage so far, on the last chunk
 */
public record ChatChunk(
    String id,
    long created,
    String model,
    List<Choice> choices,
    @Nullable Usage usage,
    @Nullable String serviceTier,
    Map<String, @Nullable Object> extras) {

  public ChatChunk {
    choices = List.copyOf(choices);
  }

  /** What is new in one of the answers. */
  public record Choice(
      int index,
      Delta delta,
      @Nullable FinishReason finishReason,
      @Nullable Map<String, @Nullable Object> logprobs,
      Map<String, @Nullable Object> extras) {}

  /**
   * New pieces; null or empty where there is nothing new of a kind.
   *
   * @param role whether this is the first delta of the choice, which names the role
   * @param reasoning the next piece of {@code reasoning_content}
   * @param reasoningBlocks signed blocks that are now complete
   * @param signature Gemini's thought signature of the text
   */
  public record Delta(
      boolean role,
      @Nullable String content,
      @Nullable String refusal,
      @Nullable String reasoning,
      List<Reasoning.Block> reasoningBlocks,
      @Nullable String signature,
      List<ToolCallDelta> toolCalls,
      Map<String, @Nullable Object> extras) {

    /** Nothing new. */
    public static final Delta EMPTY =
        new Delta(false, null, null, null, List.of(), null, List.of(), Map.of());

    /** The first delta: the role, and empty content. */
    public static final Delta ROLE =
        new Delta(true, "", null, null, List.of(), null, List.of(), Map.of());

    public Delta {
      reasoningBlocks = List.copyOf(reasoningBlocks);
      toolCalls = List.copyOf(toolCalls);
    }

    /** New text. */
    public static Delta content(String text) {
      return new Delta(false, text, null, null, List.of(), null, List.of(), Map.of());
    }

    /** New reasoning. */
    public static Delta reasoning(String text) {
      return new Delta(false, null, null, text, List.of(), null, List.of(), Map.of());
    }

    /** New words of a refusal. */
    public static Delta refusal(String text) {
      return new Delta(false, null, text, null, List.of(), null, List.of(), Map.of());
    }

    /** A reasoning block that is complete. */
    public static Delta block(Reasoning.Block block) {
      return new Delta(false, null, null, null, List.of(block), null, List.of(), Map.of());
    }

    /** A piece of a tool call. */
    public static Delta toolCall(ToolCallDelta call) {
      return new Delta(false, null, null, null, List.of(), null, List.of(call), Map.of());
    }

    /**
     * Whether there is something a reader of the answer would see: text, reasoning, a refusal, a
     * tool call, …
     */
    public boolean hasContent() {
      return (content != null && !content.isEmpty())
          || refusal != null
          || reasoning != null
          || !reasoningBlocks.isEmpty()
          || signature != null
          || !toolCalls.isEmpty()
          || !extras.isEmpty();
    }
  }

  /**
   * A piece of a tool call.
   *
   * @param index the call's place among the choice's calls
   * @param id on the call's first piece only
   * @param custom whether it calls a custom tool, whose {@code arguments} are its free-text input
   * @param name on the call's first piece only
   * @param arguments the next piece of the arguments
   * @param signature Gemini's thought signature of this call
   */
  public record ToolCallDelta(
      int index,
      @Nullable String id,
      boolean custom,
      @Nullable String name,
      @Nullable String arguments,
      @Nullable String signature,
      Map<String, @Nullable Object> extras) {

    /** The first piece of a function call, with no arguments yet. */
    public static ToolCallDelta start(int index, String id, String name) {
      return new ToolCallDelta(index, id, false, name, "", null, Map.of());
    }

    /** A further piece of a function call's arguments. */
    public static ToolCallDelta arguments(int index, String arguments) {
      return new ToolCallDelta(index, null, false, null, arguments, null, Map.of());
    }
  }
}
