package io.cameleer.provider.gemini;

import org.jspecify.annotations.Nullable;

/** A part of an answer, in terms of the canonical model. */
sealed interface AnswerPart {

  /**
   * Text of the answer, possibly empty.
   *
   * @param signature the thought signature of the text
   */
  record Text(String text, @Nullable String signature) implements AnswerPart {}

  /** A summary of the model's thoughts. */
  record Thought(String text) implements AnswerPart {}

  /**
   * A call of a tool.
   *
   * @param name as the client calls the tool
   * @param arguments JSON text; the free text where it is a custom tool
   * @param signature the thought signature of the call
   */
  record Call(String id, String name, String arguments, boolean custom, @Nullable String signature)
      implements AnswerPart {}
}
