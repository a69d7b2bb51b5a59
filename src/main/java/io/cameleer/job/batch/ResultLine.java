package io.cameleer.job.batch;

import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.job.JobError;
import io.cameleer.job.JobId;
import io.cameleer.job.JobResponse;
import io.cameleer.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes lines of OpenAI's batch output. */
final class ResultLine {

  private static final byte[] NULL = ascii("null");

  private ResultLine() {}

  /**
   * Writes a line.
   *
   * @param response what was answered, or null where there was no answer
   * @param error why there was none, or null
   */
  static void write(
      OutputStream file,
      JobId id,
      String customId,
      @Nullable JobResponse response,
      @Nullable JobError error)
      throws IOException {
    file.write(ascii("{\"id\":"));
    text(file, id.value());
    file.write(ascii(",\"custom_id\":"));
    text(file, customId);
    file.write(ascii(",\"response\":"));
    if (response == null) {
      file.write(NULL);
    } else {
      write(file, response);
    }
    file.write(ascii(",\"error\":"));
    file.write(error == null ? NULL : error(error));
    file.write(ascii("}\n"));
  }

  /** The answer's bytes go in as they are: they are JSON already, and may be megabytes. */
  private static void write(OutputStream file, JobResponse response) throws IOException {
    file.write(ascii("{\"status_code\":" + response.statusCode() + ",\"request_id\":"));
    text(file, response.requestId());
    file.write(ascii(",\"body\":"));
    file.write(response.body().length == 0 ? NULL : response.body());
    file.write('}');
  }

  private static byte[] error(JobError error) {
    return Json.bytes(Json.object().put("code", error.code()).put("message", error.message()));
  }

  private static void text(OutputStream file, String text) throws IOException {
    file.write(Json.bytes(TextNode.valueOf(text)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
