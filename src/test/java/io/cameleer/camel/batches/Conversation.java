package io.cameleer.camel.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a test says to the gateway by the official client. */
record Conversation(OpenAIClient client) {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line that asks for a chat completion. */
  static String chat(String customId, String model, String prompt, String... fields) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}}"
        .formatted(
            customId, model, prompt, fields.length == 0 ? "" : "," + String.join(",", fields));
  }

  /** So many lines. */
  static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
  }

  /** A text that no compression makes much smaller. */
  static String noise(int length) {
    return new Random(7)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  FileObject upload(String content) {
    InputStream stream = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return client
        .files()
        .create(
            FileCreateParams.builder()
                .file(
                    MultipartField.<InputStream>builder()
                        .value(stream)
                        .filename("requests.jsonl")
                        .build())
                .purpose(FilePurpose.BATCH)
                .build());
  }

  Batch create(String fileId) {
    return client
        .batches()
        .create(
            BatchCreateParams.builder()
                .inputFileId(fileId)
                .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                .completionWindow(BatchCreateParams.CompletionWindow._24H)
                .build());
  }

  /** Uploads these lines and creates a batch of them. */
  Batch create(List<String> lines) {
    return create(upload(String.join("\n", lines)).id());
  }

  Batch batch(String id) {
    return client.batches().retrieve(id);
  }

  /** Waits until a batch has this status. */
  Batch awaitStatus(String id, Batch.Status status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          Batch now = batch(id);
          assertThat(now.status()).as(now.toString()).isEqualTo(status);
        });
    return batch(id);
  }

  /** The lines of a file, by their custom ids. */
  Map<String, JsonNode> results(String fileId) {
    Map<String, JsonNode> results = new LinkedHashMap<>();
    for (String line : content(fileId).lines().toList()) {
      try {
        JsonNode result = JSON.readTree(line);
        assertThat(results.put(result.path("custom_id").asText(), result)).isNull();
      } catch (IOException malformed) {
        throw new AssertionError(line, malformed);
      }
    }
    return results;
  }

  String content(String fileId) {
    try (HttpResponse response = client.files().content(fileId)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
