package io.cameleer.job.topic;

import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.job.JobError;
import io.cameleer.job.JobResponse;
import io.cameleer.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes lines of OpenAI's batch output. */
public final class ResultLine {

  private static final int BESIDE_THE_BODY = 256;

  private ResultLine() {}

  /**
   * A line, without what ends it.
   *
   * @param id names the line
   * @param response what was answered, or null where there was no answer
   * @param error why there was none, or null
   */
  public static byte[] write(
      String id, String customId, @Nullable JobResponse response, @Nullable JobError error) {
    int body = response == null ? 0 : response.body().length;
    ByteArrayOutputStream line = new ByteArrayOutputStream(body + BESIDE_THE_BODY);
    ascii(line, "{\"id\":");
    text(line, id);
    ascii(line, ",\"custom_id\":");
    text(line, customId);
    ascii(line, ",\"response\":");
    if (response == null) {
      ascii(line, "null");
    } else {
      write(line, response);
    }
    ascii(line, ",\"error\":");
    if (error == null) {
      ascii(line, "null");
    } else {
      line.writeBytes(
          Json.bytes(Json.object().put("code", error.code()).put("message", error.message())));
    }
    line.write('}');
    return line.toByteArray();
  }

  /** The answer's bytes go in as they are: they are JSON already, and may be megabytes. */
  private static void write(ByteArrayOutputStream line, JobResponse response) {
    ascii(line, "{\"status_code\":" + response.statusCode() + ",\"request_id\":");
    text(line, response.requestId());
    ascii(line, ",\"body\":");
    if (response.body().length == 0) {
      ascii(line, "null");
    } else {
      line.writeBytes(response.body());
    }
    line.write('}');
  }

  private static void text(ByteArrayOutputStream line, String text) {
    line.writeBytes(Json.bytes(TextNode.valueOf(text)));
  }

  private static void ascii(ByteArrayOutputStream line, String text) {
    line.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
