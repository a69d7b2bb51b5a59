package io.cameleer.camel.batches;

import static io.cameleer.camel.batches.Conversation.chat;
import static io.cameleer.camel.batches.Conversation.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.models.batches.Batch;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose gateway goes away in the middle, and another one that comes in its place. */
@Timeout(240)
class BatchRestartTest {

  private static final String MODEL = "openai/gpt-4.1-mini";
  private static final int LINES = 900;

  private final EchoProvider provider = new EchoProvider();
  @TempDir private Path data;

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void anotherGatewayGoesOnWhereTheFirstOneStopped() {
    String id;
    try (BatchGateway first = BatchGateway.start(data, provider.url(), Map.of())) {
      OpenAIClient client = first.client(BatchGateway.KEY);
      Conversation ann = new Conversation(client);
      // The last of these are not even sent when the gateway stops: too many before them wait.
      id =
          ann.create(
                  ann.upload(
                          lines(
                              LINES,
                              number ->
                                  chat(
                                      "r" + number,
                                      MODEL,
                                      (number < 100 ? "fast " : "wait ") + number)))
                      .id())
              .id();
      await()
          .atMost(Conversation.PATIENCE)
          .until(() -> ann.batch(id).requestCounts().orElseThrow().completed() >= 100);
      client.close();
      provider.open();
    }
    try (BatchGateway second = BatchGateway.start(data, provider.url(), Map.of())) {
      OpenAIClient client = second.client(BatchGateway.KEY);
      Conversation ann = new Conversation(client);
      Batch over = ann.awaitStatus(id, Batch.Status.COMPLETED);
      assertThat(over.requestCounts().orElseThrow().completed()).isEqualTo(LINES);
      assertThat(over.errorFileId()).isEmpty();
      assertThat(ann.results(over.outputFileId().orElseThrow())).hasSize(LINES);
      client.close();
    }
    assertThat(provider.calls()).hasSize(LINES);
    assertThat(provider.calls().values()).extracting(AtomicInteger::get).containsOnly(1);
  }
}
