package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.EmbeddingReply;
import io.cameleer.json.Json;
import io.cameleer.provider.UpstreamReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads embeddings: vectors as numbers or as base64 of little-endian 32-bit floats, in the order of
 * their {@code index}.
 *
 * @param model the model that was asked for
 * @param inputs how many vectors there must be
 */
record EmbeddingReader(ErrorTable errors, String model, int inputs) {

  EmbeddingReply read(UpstreamReply reply) {
    JsonNode root = ReplyReader.parse(reply.body());
    if (ReplyReader.isError(root) && !root.has("data")) {
      throw errors.insideAnswer(root);
    }
    JsonNode data = root.path("data");
    float[][] vectors = new float[inputs][];
    int place = 0;
    for (JsonNode item : data) {
      Long index = Json.number(item, "index");
      int at = index == null ? place : index.intValue();
      if (at < 0 || at >= inputs || vectors[at] != null) {
        throw malformed("an embedding that nobody asked for");
      }
      vectors[at] = vector(item.path("embedding"));
      place++;
    }
    if (Arrays.stream(vectors).anyMatch(Objects::isNull)) {
      throw malformed("fewer embeddings than inputs");
    }
    String reported = Json.string(root, "model");
    return new EmbeddingReply(
        reported == null ? model : reported, List.of(vectors), UsageReader.read(root.get("usage")));
  }

  private static float[] vector(JsonNode embedding) {
    float[] vector = embedding.isTextual() ? decode(embedding.textValue()) : numbers(embedding);
    if (vector == null) {
      throw malformed("an embedding that is no list of numbers");
    }
    return vector;
  }

  private static float @Nullable [] numbers(JsonNode embedding) {
    if (embedding.isEmpty()) {
      return null;
    }
    float[] vector = new float[embedding.size()];
    int i = 0;
    for (JsonNode number : embedding) {
      if (!number.isNumber()) {
        return null;
      }
      vector[i++] = number.floatValue();
    }
    return vector;
  }

  private static float @Nullable [] decode(String base64) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
      if (!bytes.hasRemaining() || bytes.remaining() % Float.BYTES != 0) {
        return null;
      }
      float[] vector = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(vector);
      return vector;
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private static CallFailedException malformed(String what) {
    return ErrorTable.broken("The provider's answer has " + what + ".", null);
  }
}
