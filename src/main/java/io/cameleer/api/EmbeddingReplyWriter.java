package io.cameleer.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes embeddings as OpenAI's list object. A vector is an array of numbers, each with no more
 * digits than it takes to tell it from its neighbours, or base64 of its 32-bit floats in
 * little-endian order, which is what OpenAI's own clients ask for. Stateless and thread-safe.
 */
public final class EmbeddingReplyWriter {

  private static final int ENVELOPE_SIZE = 512;
  private static final int DECIMAL_CHARACTERS = 13;
  private static final int BASE64_CHARACTERS = 6;

  private final JsonFactory factory = Json.mapper().getFactory();

  /**
   * The object as UTF-8 bytes; the vectors never become a tree, which would be ten times their
   * size.
   */
  public byte[] bytes(EmbeddingReply reply, boolean base64) {
    int values = reply.vectors().stream().mapToInt(vector -> vector.length).sum();
    int expectedSize = ENVELOPE_SIZE + values * (base64 ? BASE64_CHARACTERS : DECIMAL_CHARACTERS);
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(expectedSize)) {
      try (JsonGenerator json = factory.createGenerator(bytes)) {
        write(json, reply, base64);
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The object as a tree, for those who put it into another one. */
  public ObjectNode write(EmbeddingReply reply, boolean base64) {
    try {
      return (ObjectNode) Json.read(bytes(reply, base64));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(JsonGenerator json, EmbeddingReply reply, boolean base64)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("object", "list");
    json.writeArrayFieldStart("data");
    for (int i = 0; i < reply.vectors().size(); i++) {
      json.writeStartObject();
      json.writeStringField("object", "embedding");
      json.writeNumberField("index", i);
      json.writeFieldName("embedding");
      writeVector(json, reply.vectors().get(i), base64);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("model", reply.model());
    writeUsage(json, reply.usage());
    json.writeEndObject();
  }

  private static void writeVector(JsonGenerator json, float[] vector, boolean base64)
      throws IOException {
    if (base64) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      json.writeString(Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    json.writeStartArray();
    for (float value : vector) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  private static void writeUsage(JsonGenerator json, @Nullable Usage usage) throws IOException {
    if (usage != null) {
      json.writeObjectFieldStart("usage");
      json.writeNumberField("prompt_tokens", usage.promptTokens());
      json.writeNumberField("total_tokens", usage.totalTokens());
      json.writeEndObject();
    }
  }
}
