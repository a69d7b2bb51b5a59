package io.cameleer.api;

import io.cameleer.job.BatchRequest;
import io.cameleer.job.FileId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that creates a batch, as OpenAI's API reference describes it.
 * Stateless and thread-safe.
 */
public final class BatchRequestReader {

  /** What the lines of a batch may call. */
  public static final List<String> ENDPOINTS = List.of("/v1/chat/completions", "/v1/embeddings");

  private static final String INPUT_FILE = "input_file_id";
  private static final String ENDPOINT = "endpoint";
  private static final String WINDOW = "completion_window";
  private static final String METADATA = "metadata";
  private static final List<String> WINDOWS = List.of("24h");
  private static final int MOST_METADATA = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;

  /**
   * Reads a body.
   *
   * @param body plain Java values as {@link io.cameleer.json.PlainValues#read} gives them, which
   *     are used up
   * @throws io.cameleer.chat.CallFailedException where it is no valid request: status 400, naming
   *     the field
   */
  public BatchRequest read(@Nullable Object body) {
    Fields fields = Fields.of(Surrogates.repair(body));
    String file = fields.requiredName(INPUT_FILE);
    FileId id =
        FileId.parse(file)
            .orElseThrow(
                () -> Invalid.value(INPUT_FILE, "'" + INPUT_FILE + "' is not the id of a file."));
    return new BatchRequest(
        oneOf(fields, ENDPOINT, ENDPOINTS),
        id,
        oneOf(fields, WINDOW, WINDOWS),
        metadata(fields),
        expiry(fields.object("output_expires_after")));
  }

  private static String oneOf(Fields fields, String field, List<String> supported) {
    String value = fields.requiredString(field);
    if (!supported.contains(value)) {
      throw Invalid.value(field, value, supported);
    }
    return value;
  }

  private static Map<String, String> metadata(Fields fields) {
    Map<String, @Nullable Object> given = fields.mapOrEmpty(METADATA);
    if (given.size() > MOST_METADATA) {
      throw Invalid.value(
          METADATA,
          "'metadata' has %d pairs; at most %d are allowed."
              .formatted(given.size(), MOST_METADATA));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    given.forEach((name, value) -> metadata.put(name, note(name, value)));
    return metadata;
  }

  private static String note(String name, @Nullable Object value) {
    String path = METADATA + "." + name;
    if (name.length() > LONGEST_KEY) {
      throw Invalid.value(
          METADATA, "A key of 'metadata' has more than " + LONGEST_KEY + " characters.");
    }
    if (!(value instanceof String text)) {
      throw Invalid.type(path, "a string", value);
    }
    if (text.length() > LONGEST_VALUE) {
      throw Invalid.value(path, "'%s' has more than %d characters.".formatted(path, LONGEST_VALUE));
    }
    return text;
  }

  private static @Nullable Duration expiry(@Nullable Fields fields) {
    return fields == null
        ? null
        : ExpiresAfter.read(
            fields.path("anchor"),
            fields.requiredString("anchor"),
            fields.path("seconds"),
            fields.integer("seconds"));
  }
}
