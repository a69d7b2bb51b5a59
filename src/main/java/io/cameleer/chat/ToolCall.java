package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool called by the model. */
public sealed interface ToolCall {

  /** The call's id, which the tool's result names. */
  String id();

  /** The tool's name. */
  String name();

  /** Fields of the call that this model does not name. */
  Map<String, @Nullable Object> extras();

  /**
   * A call of a function.
   *
   * @param arguments the arguments as the model wrote them: JSON text, usually an object, not
   *     always valid
   * @param signature Gemini's thought signature of this call, or null
   */
  record Function(
      String id,
      String name,
      String arguments,
      @Nullable String signature,
      Map<String, @Nullable Object> extras)
      implements ToolCall {
    /** A call without signature or further fields. */
    public static Function of(String id, String name, String arguments) {
      return new Function(id, name, arguments, null, Map.of());
    }
  }

  /**
   * A call of a custom tool.
   *
   * @param input free text
   */
  record Custom(String id, String name, String input, Map<String, @Nullable Object> extras)
      implements ToolCall {}
}
