package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;

/**
 * Writes a failure as OpenAI's error object: {@code {"error":{"message","type","param","code"}}},
 * always with all four fields.
 */
public final class ErrorEnvelope {

  private ErrorEnvelope() {}

  /** The object. */
  public static ObjectNode write(Failure failure) {
    ObjectNode node = Json.object();
    node.putObject("error")
        .put("message", failure.message())
        .put("type", failure.type())
        .put("param", failure.param())
        .put("code", failure.code());
    return node;
  }

  /** The object as UTF-8 bytes. */
  public static byte[] bytes(Failure failure) {
    return Json.bytes(write(failure));
  }
}
