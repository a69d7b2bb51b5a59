package io.cameleer.sandbox;

import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import io.cameleer.chat.Usage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes embeddings: unit vectors that depend on nothing but the text; close texts are not close
 * here.
 */
final class SandboxEmbeddings {

  private static final int DEFAULT_DIMENSIONS = 256;
  private static final int MAX_DIMENSIONS = 4_096;
  private static final int MAX_INPUTS = 2_048;

  private SandboxEmbeddings() {}

  /**
   * A vector for each input. A text's tokens are its words.
   *
   * @throws io.cameleer.chat.CallFailedException where there are too many inputs or dimensions
   */
  static EmbeddingReply answer(EmbeddingRequest request) {
    Integer asked = request.dimensions();
    int dimensions = asked == null ? DEFAULT_DIMENSIONS : asked;
    if (dimensions > MAX_DIMENSIONS) {
      throw SandboxFailures.tooMuch("dimensions", MAX_DIMENSIONS);
    }
    if (request.inputs().size() > MAX_INPUTS) {
      throw SandboxFailures.tooMuch("input", MAX_INPUTS);
    }
    List<float[]> vectors =
        request.inputs().stream().map(input -> vector(hash(input), dimensions)).toList();
    long tokens = request.inputs().stream().mapToLong(SandboxEmbeddings::tokens).sum();
    return new EmbeddingReply(SandboxModel.EMBEDDING.id(), vectors, Usage.of(tokens, 0));
  }

  private static int tokens(Input input) {
    return switch (input) {
      case Input.Text(String text) -> Words.count(text);
      case Input.Tokens(List<Integer> tokens) -> tokens.size();
    };
  }

  /** FNV-1a over characters or token ids. */
  private static long hash(Input input) {
    return switch (input) {
      case Input.Text(String text) -> hash(text.chars().toArray());
      case Input.Tokens(List<Integer> tokens) ->
          hash(tokens.stream().mapToInt(Integer::intValue).toArray());
    };
  }

  private static long hash(int[] values) {
    long hash = 0xcbf29ce484222325L;
    for (int value : values) {
      hash = (hash ^ value) * 0x100000001b3L;
    }
    return hash;
  }

  private static float[] vector(long seed, int dimensions) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(dimensions, -1, 1).toArray();
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (values[i] / length);
    }
    return vector;
  }
}
