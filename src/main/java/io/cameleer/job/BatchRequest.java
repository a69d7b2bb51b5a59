package io.cameleer.job;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client asked for when it created a batch.
 *
 * @param endpoint where every line of the input file goes, such as {@code /v1/chat/completions}
 * @param inputFile the file with the lines
 * @param completionWindow how long it may take, in OpenAI's words: {@code 24h}
 * @param metadata the client's own notes
 * @param outputExpiresAfter how long output and error file are kept, or null for the default
 */
public record BatchRequest(
    String endpoint,
    FileId inputFile,
    String completionWindow,
    Map<String, String> metadata,
    @Nullable Duration outputExpiresAfter) {

  public BatchRequest {
    metadata = Map.copyOf(metadata);
  }
}
