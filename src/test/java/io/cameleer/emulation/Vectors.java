package io.cameleer.emulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Random;

/** Embeddings: always the same vector for the same text, and hardly ever for two texts. */
final class Vectors {

  /** How long a vector is unless the request says otherwise. */
  static final int DIMENSIONS = 16;

  private Vectors() {}

  /** A vector as numbers. */
  static ArrayNode numbers(String text, int dimensions) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    for (float value : vector(text, dimensions)) {
      numbers.add(value);
    }
    return numbers;
  }

  /** A vector as base64 of its 32-bit floats, little end first. */
  static String base64(String text, int dimensions) {
    float[] vector = vector(text, dimensions);
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] vector(String text, int dimensions) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = random.nextFloat() - 0.5f;
      squares += vector[i] * vector[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
