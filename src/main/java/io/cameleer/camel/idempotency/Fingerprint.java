package io.cameleer.camel.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.cameleer.json.Json;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells requests apart: by path, body and the headers that say what is to be done. White space and
 * the order of fields in the body make no difference.
 */
final class Fingerprint {

  private static final List<String> HEADERS =
      List.of(
          "x-cameleer-tag",
          "x-cameleer-region",
          "x-cameleer-unsupported-params",
          "x-cameleer-timeout",
          "x-cameleer-priority",
          "x-cameleer-deadline",
          "x-cameleer-webhook");

  private static final ObjectWriter CANONICAL =
      Json.mapper().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private Fingerprint() {}

  /** The fingerprint of a request. */
  static String of(HttpServerRequest request, byte[] body) {
    MessageDigest digest = sha256();
    add(digest, bytes(String.valueOf(request.path())));
    for (String name : HEADERS) {
      String value = request.getHeader(name);
      add(digest, bytes(value == null ? "" : name + ':' + value));
    }
    add(digest, canonical(body));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What is no JSON is refused later, and compared as it is until then. */
  private static byte[] canonical(byte[] body) {
    try {
      return CANONICAL.writeValueAsBytes(Json.read(body));
    } catch (JsonProcessingException noJson) {
      return body;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With its length in front, so that nothing can move from one part to the next. */
  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
