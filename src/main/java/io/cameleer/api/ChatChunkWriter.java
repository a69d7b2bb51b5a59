package io.cameleer.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a streamed answer as OpenAI does: server-sent events without a name, whose data are {@code
 * chat.completion.chunk} objects, and {@code [DONE]} at the end. Stateless and thread-safe.
 */
public final class ChatChunkWriter {

  private static final byte[] PREFIX = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private static final int USUAL_EVENT_SIZE = 512;

  private final JsonFactory factory = Json.mapper().getFactory();
  private final ChunkJson json = new ChunkJson();

  /**
   * A chunk as an event.
   *
   * @param usageAsked whether the client set {@code stream_options.include_usage}: only then it
   *     gets the usage, and {@code usage:null} on all other chunks
   * @param legacyFunctions whether the client used the deprecated {@code functions}, and so expects
   *     {@code function_call}
   * @return empty where the chunk has nothing for this client: usage it did not ask for
   */
  public byte[] event(ChatChunk chunk, boolean usageAsked, boolean legacyFunctions) {
    if (!usageAsked && chunk.usage() != null && chunk.choices().isEmpty()) {
      return NOTHING;
    }
    try (ByteArrayBuilder event = new ByteArrayBuilder(USUAL_EVENT_SIZE)) {
      event.write(PREFIX);
      writeJson(event, chunk, usageAsked, legacyFunctions);
      event.write(END);
      return event.toByteArray();
    }
  }

  /** A chunk as an object; the parameters are those of {@link #event}. */
  public ObjectNode write(ChatChunk chunk, boolean usageAsked, boolean legacyFunctions) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_EVENT_SIZE)) {
      writeJson(bytes, chunk, usageAsked, legacyFunctions);
      return (ObjectNode) Json.read(bytes.toByteArray());
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The event that ends a complete answer. */
  public static byte[] done() {
    return "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  }

  /** The event that ends an answer which broke off; nothing follows it. */
  public static byte[] errorEvent(Failure failure) {
    try (ByteArrayBuilder event = new ByteArrayBuilder(USUAL_EVENT_SIZE)) {
      event.write(PREFIX);
      event.write(ErrorEnvelope.bytes(failure));
      event.write(END);
      return event.toByteArray();
    }
  }

  /** A comment that keeps an idle connection open. */
  public static byte[] keepAlive() {
    return ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  }

  private void writeJson(
      ByteArrayBuilder target, ChatChunk chunk, boolean usageAsked, boolean legacyFunctions) {
    try (JsonGenerator generator = factory.createGenerator(target)) {
      json.write(generator, chunk, usageAsked, legacyFunctions);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
