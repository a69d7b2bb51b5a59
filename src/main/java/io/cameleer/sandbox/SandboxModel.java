package io.cameleer.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The models of the sandbox; what they answer is made from the request, so that it can be foretold.
 */
public enum SandboxModel {
  /** Repeats the user's last message, word by word. */
  ECHO,
  /** Calls the tools it is offered, then quotes what they gave back. */
  TOOLS,
  /** Like {@link #ECHO}, but takes seconds to start and half a second for each word. */
  SLOW,
  /** Makes embeddings. */
  EMBEDDING,
  /** Refuses the request. */
  ERROR_400,
  /** Refuses the key. */
  ERROR_401,
  /** Asks to come back in two seconds. */
  ERROR_429,
  /** Is broken. */
  ERROR_500,
  /** Is overloaded. */
  ERROR_503,
  /**
   * Ends a stream in the middle, without a word about it; a plain call it answers like {@link
   * #ECHO}.
   */
  ERROR_STREAM;

  /** The name on the wire, such as {@code error-429}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All ids, in the order of this list. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(SandboxModel::id).toList();
  }

  static Optional<SandboxModel> withId(String id) {
    return Arrays.stream(values()).filter(model -> model.id().equals(id)).findFirst();
  }
}
