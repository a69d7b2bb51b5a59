package io.cameleer.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request.
 *
 * @param tools the tools offered, in order
 * @param choice which may or must be called; null where the client did not say
 * @param parallel whether several may be called at once; null where the client did not say
 * @param legacyFunctions whether the client used the deprecated {@code functions}, and so expects
 *     {@code function_call}
 */
public record Tooling(
    List<Tool> tools,
    @Nullable ToolChoice choice,
    @Nullable Boolean parallel,
    boolean legacyFunctions) {

  /** No tools. */
  public static final Tooling NONE = new Tooling(List.of(), null, null, false);

  public Tooling {
    tools = List.copyOf(tools);
  }
}
