package io.cameleer.chat;

import java.util.List;

/** Which tools the model may or must call. */
public sealed interface ToolChoice {

  /** None. */
  record None() implements ToolChoice {}

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** At least one. */
  record Required() implements ToolChoice {}

  /** This function. */
  record Function(String name) implements ToolChoice {}

  /** This custom tool. */
  record Custom(String name) implements ToolChoice {}

  /**
   * Only these tools.
   *
   * @param required whether one of them must be called
   * @param names the names of the tools allowed
   */
  record Allowed(boolean required, List<String> names) implements ToolChoice {
    public Allowed {
      names = List.copyOf(names);
    }
  }
}
