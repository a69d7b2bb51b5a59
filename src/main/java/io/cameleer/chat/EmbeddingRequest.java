package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings, canonical.
 *
 * @param model the model or alias as the client named it
 * @param inputs what to embed, never empty
 * @param dimensions how long the vectors shall be; null: the model's own length
 * @param base64 whether the client wants vectors as base64 of little-endian 32-bit floats
 */
public record EmbeddingRequest(
    String model,
    List<Input> inputs,
    @Nullable Integer dimensions,
    boolean base64,
    @Nullable String user,
    Map<String, @Nullable Object> extras) {

  public EmbeddingRequest {
    inputs = List.copyOf(inputs);
  }

  /** One thing to embed. */
  public sealed interface Input {

    /** Text. */
    record Text(String text) implements Input {}

    /** Text as the model's own token ids. */
    record Tokens(List<Integer> tokens) implements Input {
      public Tokens {
        tokens = List.copyOf(tokens);
      }
    }
  }

  /** The same request for some of its inputs. */
  public EmbeddingRequest withInputs(List<Input> some) {
    return new EmbeddingRequest(model, some, dimensions, base64, user, extras);
  }
}
