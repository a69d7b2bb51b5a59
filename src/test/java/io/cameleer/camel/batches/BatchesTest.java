package io.cameleer.camel.batches;

import static io.cameleer.camel.batches.Conversation.chat;
import static io.cameleer.camel.batches.Conversation.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchError;
import com.openai.models.batches.BatchListParams;
import com.openai.models.files.FileObject;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.Batches;
import io.cameleer.job.FileId;
import io.cameleer.job.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches by the official client, from the upload of their input to the content of their files. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesTest {

  private static final String MODEL = "openai/gpt-4.1-mini";

  private final EchoProvider provider = new EchoProvider();
  private BatchGateway gateway;
  private OpenAIClient client;
  private Conversation ann;

  @BeforeAll
  void start(@TempDir Path data) {
    gateway =
        BatchGateway.start(
            data,
            provider.url(),
            Map.of(
                "cameleer.aliases[0].name", "fast",
                "cameleer.aliases[0].candidates", "mistral/mistral-large-4"));
    client = gateway.client(BatchGateway.KEY);
    ann = new Conversation(client);
  }

  @AfterAll
  void stop() {
    provider.open();
    client.close();
    gateway.close();
    provider.close();
  }

  @BeforeEach
  void reset() {
    provider.reset();
  }

  @Test
  void aBatchOfManyModelsIsAnsweredLineByLine() {
    Batch created =
        ann.create(
            List.of(
                chat("a", MODEL, "one"),
                chat("b", "fast", "two"),
                chat("c", "deepseek/deepseek-flash", "three"),
                chat("d", "no/such-model", "four"),
                chat("e", MODEL, "refuse five"),
                chat("f", MODEL, "six", "\"temperature\":7")));
    assertThat(created.status()).isEqualTo(Batch.Status.VALIDATING);
    assertThat(created.isValid()).isTrue();

    Batch over = ann.awaitStatus(created.id(), Batch.Status.COMPLETED);
    assertThat(over.requestCounts().orElseThrow().total()).isEqualTo(6);
    assertThat(over.requestCounts().orElseThrow().completed()).isEqualTo(3);
    assertThat(over.requestCounts().orElseThrow().failed()).isEqualTo(3);
    assertThat(over.usage().orElseThrow().totalTokens()).isEqualTo(15);
    assertThat(over.inProgressAt()).isPresent();
    assertThat(over.finalizingAt()).isPresent();
    assertThat(over.completedAt()).isPresent();
    assertThat(over.errors()).isEmpty();
    assertThat(provider.calls())
        .containsKeys("openai: one", "mistral: two", "deepseek: three", "openai: refuse five");

    Map<String, JsonNode> answers = ann.results(over.outputFileId().orElseThrow());
    assertThat(answers).containsOnlyKeys("a", "b", "c");
    JsonNode first = answers.get("a");
    assertThat(first.path("id").asText()).startsWith("batch_req_");
    assertThat(first.path("error").isNull()).isTrue();
    assertThat(first.at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(first.at("/response/request_id").asText()).isNotEmpty();
    assertThat(first.at("/response/body/choices/0/message/content").asText()).isEqualTo("one");

    Map<String, JsonNode> failures = ann.results(over.errorFileId().orElseThrow());
    assertThat(failures).containsOnlyKeys("d", "e", "f");
    assertThat(failures.get("d").at("/response/status_code").asInt()).isEqualTo(404);
    assertThat(failures.get("d").at("/response/body/error/code").asText())
        .isEqualTo("model_not_found");
    assertThat(failures.get("f").at("/response/status_code").asInt()).isEqualTo(400);
    assertThat(failures.get("f").at("/response/body/error/param").asText())
        .isEqualTo("temperature");
  }

  @Test
  void theFilesOfABatchAreListedAndKeptAsLongAsAsked() {
    FileObject input = ann.upload(chat("a", MODEL, "one"));
    Batch created =
        client
            .batches()
            .create(
                BatchCreateParams.builder()
                    .inputFileId(input.id())
                    .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                    .completionWindow(BatchCreateParams.CompletionWindow._24H)
                    .metadata(
                        BatchCreateParams.Metadata.builder()
                            .putAdditionalProperty("team", JsonValue.from("search"))
                            .build())
                    .outputExpiresAfter(
                        BatchCreateParams.OutputExpiresAfter.builder().seconds(7200).build())
                    .build());
    Batch over = ann.awaitStatus(created.id(), Batch.Status.COMPLETED);

    assertThat(over.metadata().orElseThrow()._additionalProperties())
        .containsEntry("team", JsonValue.from("search"));
    assertThat(over.model()).contains(MODEL);
    assertThat(over.errorFileId()).isEmpty();
    FileObject output = client.files().retrieve(over.outputFileId().orElseThrow());
    assertThat(output.purpose()).isEqualTo(FileObject.Purpose.BATCH_OUTPUT);
    assertThat(output.filename()).isEqualTo(over.id() + "_output.jsonl");
    assertThat(output.bytes()).isEqualTo(ann.content(output.id()).length());
    assertThat(output.expiresAt().orElseThrow() - output.createdAt()).isEqualTo(7200);
    assertThat(client.files().list().data()).extracting(FileObject::id).contains(output.id());
  }

  @Test
  void embeddingsComeInBatchesToo() {
    FileObject input =
        ann.upload(
            """
            {"custom_id":"v","method":"POST","url":"/v1/embeddings","body":{"model":"openai/text-embedding-3-small","input":"camel"}}
            """);
    Batch created =
        client
            .batches()
            .create(
                BatchCreateParams.builder()
                    .inputFileId(input.id())
                    .endpoint(BatchCreateParams.Endpoint.V1_EMBEDDINGS)
                    .completionWindow(BatchCreateParams.CompletionWindow._24H)
                    .build());

    Batch over = ann.awaitStatus(created.id(), Batch.Status.COMPLETED);
    JsonNode vector = ann.results(over.outputFileId().orElseThrow()).get("v");
    assertThat(vector.at("/response/body/data/0/embedding")).hasSize(2);
  }

  @Test
  void mistakesOfTheFileFailTheBatchWithTheirLines() {
    Batch created =
        ann.create(
            List.of(
                chat("a", MODEL, "one"),
                "{\"custom_id\":\"b\",",
                "",
                chat("a", MODEL, "again"),
                chat("c", MODEL, "embed").replace("/v1/chat/completions", "/v1/embeddings"),
                chat("d", MODEL, "get").replace("POST", "GET"),
                chat("e", MODEL, "stream", "\"stream\":true"),
                "{\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{}}",
                "{\"custom_id\":\"g\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\"}",
                "[]"));

    Batch failed = ann.awaitStatus(created.id(), Batch.Status.FAILED);
    List<BatchError> errors = failed.errors().orElseThrow().data().orElseThrow();
    assertThat(errors)
        .extracting(error -> error.line().orElseThrow() + " " + error.code().orElseThrow())
        .containsExactly(
            "2 invalid_json_line",
            "4 duplicate_custom_id",
            "5 url_mismatch",
            "6 invalid_method",
            "7 invalid_value",
            "8 missing_required_parameter",
            "9 missing_required_parameter",
            "10 invalid_json_line");
    assertThat(errors.get(1).message().orElseThrow()).contains("'a'");
    assertThat(errors.get(5).param()).contains("custom_id");
    assertThat(failed.failedAt()).isPresent();
    assertThat(failed.requestCounts().orElseThrow().total()).isZero();
    assertThat(provider.totalCalls()).isZero();
  }

  @Test
  void anEmptyFileAndOneWithTooManyLinesFailTheBatch() {
    assertThat(errorOf("\n \n")).isEqualTo("empty_file");
    assertThat(errorOf(lines(3_001, number -> chat("r" + number, MODEL, "x"))))
        .isEqualTo("too_many_tasks");
  }

  private String errorOf(String content) {
    Batch failed = ann.awaitStatus(ann.create(ann.upload(content).id()).id(), Batch.Status.FAILED);
    return failed.errors().orElseThrow().data().orElseThrow().getFirst().code().orElseThrow();
  }

  @Test
  void aRequestThatMakesNoBatchSaysWhichFieldIsWrong() {
    FileObject input = ann.upload(chat("a", MODEL, "one"));
    assertRefused("input_file_id", body("file-unknown", "/v1/chat/completions", "24h", ""));
    assertRefused("input_file_id", body("../secret", "/v1/chat/completions", "24h", ""));
    assertRefused("endpoint", body(input.id(), "/v1/responses", "24h", ""));
    assertRefused("completion_window", body(input.id(), "/v1/embeddings", "1h", ""));
    assertRefused(
        "metadata.a", body(input.id(), "/v1/embeddings", "24h", ",\"metadata\":{\"a\":1}"));
    assertRefused(
        "output_expires_after.seconds",
        body(
            input.id(),
            "/v1/embeddings",
            "24h",
            ",\"output_expires_after\":{\"anchor\":\"created_at\",\"seconds\":60}"));
  }

  @Test
  void aRequestWithoutABodyIsNoJson() {
    for (String path : List.of("/v1/batches", "/v1/chat/completions", "/v1/embeddings")) {
      RawCall.Answer answer = RawCall.post(gateway, path, "");
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo("invalid_json");
    }
  }

  private static String body(String file, String endpoint, String window, String more) {
    return "{\"input_file_id\":\"%s\",\"endpoint\":\"%s\",\"completion_window\":\"%s\"%s}"
        .formatted(file, endpoint, window, more);
  }

  private void assertRefused(String param, String body) {
    RawCall.Answer answer = RawCall.post(gateway, "/v1/batches", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
  }

  @Test
  void whatOneCallerHasIsInvisibleToAnother() {
    Batch created = ann.create(List.of(chat("a", MODEL, "secret")));
    Batch over = ann.awaitStatus(created.id(), Batch.Status.COMPLETED);
    String output = over.outputFileId().orElseThrow();
    OpenAIClient other = gateway.client(BatchGateway.OTHER_KEY);
    assertThatThrownBy(() -> other.batches().retrieve(created.id()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("No batch found with id '" + created.id() + "'");
    assertThatThrownBy(() -> other.batches().cancel(created.id()))
        .isInstanceOf(NotFoundException.class);
    for (String file : List.of(output, over.inputFileId())) {
      assertThatThrownBy(() -> other.files().retrieve(file))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("No such File object: " + file);
      assertThatThrownBy(() -> other.files().content(file)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> other.files().delete(file)).isInstanceOf(NotFoundException.class);
    }
    assertThatThrownBy(() -> new Conversation(other).create(over.inputFileId()))
        .isInstanceOf(BadRequestException.class);
    assertThat(other.files().list().data()).isEmpty();
    assertThat(other.batches().list().data()).isEmpty();
    other.close();
    assertThat(ann.results(output)).containsOnlyKeys("a");
  }

  @Test
  void batchesAreListedPageByPageTheNewestFirst() {
    FileObject input = ann.upload("not json");
    List<String> created =
        List.of(
            ann.create(input.id()).id(), ann.create(input.id()).id(), ann.create(input.id()).id());

    List<String> listed =
        client.batches().list(BatchListParams.builder().limit(2).build()).autoPager().stream()
            .map(Batch::id)
            .toList();
    assertThat(listed).containsSubsequence(created.reversed()).doesNotHaveDuplicates();
    assertThatThrownBy(() -> client.batches().list(BatchListParams.builder().limit(101).build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("limit");
    assertThatThrownBy(
            () -> client.batches().list(BatchListParams.builder().after("batch_none").build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("after");
  }

  @Test
  void aCancelledBatchCallsNothingMoreAndKeepsWhatHadEnded() {
    List<String> lines =
        java.util.stream.IntStream.range(0, 500)
            .mapToObj(
                number -> chat("r" + number, MODEL, (number < 30 ? "fast " : "wait ") + number))
            .toList();
    Batch created = ann.create(lines);
    await()
        .atMost(Conversation.PATIENCE)
        .until(() ->
            ann.batch(created.id()).requestCounts().orElseThrow().completed() == 30
                && provider.totalCalls() >= 90);

    Batch cancelling = client.batches().cancel(created.id());
    assertThat(cancelling.status()).isEqualTo(Batch.Status.CANCELLING);
    assertThat(cancelling.cancellingAt()).isPresent();
    assertThat(client.batches().cancel(created.id()).status()).isEqualTo(Batch.Status.CANCELLING);
    provider.open();
    Batch over = ann.awaitStatus(created.id(), Batch.Status.CANCELLED);

    int called = provider.totalCalls();
    assertThat(called).isLessThanOrEqualTo(30 + 64);
    assertThat(provider.calls().values()).extracting(AtomicInteger::get).containsOnly(1);
    Map<String, JsonNode> answers = ann.results(over.outputFileId().orElseThrow());
    assertThat(answers).hasSize(called);
    Map<String, JsonNode> unfinished = ann.results(over.errorFileId().orElseThrow());
    assertThat(unfinished).hasSize(500 - called);
    JsonNode last = unfinished.get("r499");
    assertThat(last.path("response").isNull()).isTrue();
    assertThat(last.at("/error/code").asText()).isEqualTo("batch_cancelled");
    assertThatThrownBy(() -> client.batches().cancel(created.id()))
        .isInstanceOf(UnexpectedStatusCodeException.class)
        .hasMessageContaining("Cannot cancel a batch with status 'cancelled'");
  }

  @Test
  void aBatchThatAnotherGatewayHasInHandIsLeftToIt() {
    FileObject input = ann.upload(chat("a", MODEL, "one"));
    io.cameleer.job.Batch batch = batchUntil(input, Duration.ofHours(24));
    Leases leases = gateway.bean(Leases.class);
    String task = "batch:" + batch.id();
    assertThat(leases.acquire(task, "another gateway", Duration.ofMinutes(1))).isTrue();
    gateway.bean(Batches.class).create(batch);
    // One that comes after it is over, so this one has been looked at.
    ann.awaitStatus(ann.create(List.of(chat("b", MODEL, "two"))).id(), Batch.Status.COMPLETED);
    assertThat(ann.batch(batch.id().value()).status()).isEqualTo(Batch.Status.VALIDATING);

    leases.release(task, "another gateway");
    ann.awaitStatus(batch.id().value(), Batch.Status.COMPLETED);
    assertThat(leases.acquire(task, "another gateway", Duration.ofMinutes(1))).isTrue();
  }

  private static io.cameleer.job.Batch batchUntil(FileObject input, Duration window) {
    Instant now = Instant.now();
    BatchRequest request =
        new BatchRequest("/v1/chat/completions", new FileId(input.id()), "24h", Map.of(), null);
    return io.cameleer.job.Batch.create("ann", request, now, now.plus(window));
  }

  @Test
  void aBatchWhoseTimeIsUpKeepsWhatHadEnded() {
    FileObject input =
        ann.upload(String.join("\n", chat("a", MODEL, "one"), chat("b", MODEL, "wait two")));
    io.cameleer.job.Batch batch = batchUntil(input, Duration.ofSeconds(6));
    gateway.bean(Batches.class).create(batch);

    Batch over = ann.awaitStatus(batch.id().value(), Batch.Status.EXPIRED);
    assertThat(over.expiredAt()).isPresent();
    assertThat(ann.results(over.outputFileId().orElseThrow())).containsOnlyKeys("a");
    JsonNode unfinished = ann.results(over.errorFileId().orElseThrow()).get("b");
    assertThat(unfinished.at("/error/code").asText()).isEqualTo("batch_expired");
  }

  @Test
  void aLineThatItsTopicDoesNotTakeFailsAlone() throws Exception {
    gateway.limitRecords(50_000);
    try {
      Batch created =
          ann.create(
              List.of(
                  chat("a", MODEL, "one"),
                  chat("b", MODEL, Conversation.noise(100_000)),
                  chat("c", MODEL, "three")));
      Batch over = ann.awaitStatus(created.id(), Batch.Status.COMPLETED);
      assertThat(ann.results(over.outputFileId().orElseThrow())).containsOnlyKeys("a", "c");
      JsonNode refused = ann.results(over.errorFileId().orElseThrow()).get("b");
      assertThat(refused.at("/response/status_code").asInt()).isEqualTo(413);
      assertThat(refused.at("/response/body/error/code").asText()).isEqualTo("request_too_large");
    } finally {
      gateway.limitRecords(32 << 20);
    }
  }

  @Test
  void aFileThatABatchNeedsIsNotDeleted() {
    Batch created = ann.create(List.of(chat("a", MODEL, "wait one")));
    ann.awaitStatus(created.id(), Batch.Status.IN_PROGRESS);
    assertThatThrownBy(() -> client.files().delete(created.inputFileId()))
        .isInstanceOf(UnexpectedStatusCodeException.class)
        .hasMessageContaining("A batch that is not over needs this file");

    provider.open();
    ann.awaitStatus(created.id(), Batch.Status.COMPLETED);
    assertThat(client.files().delete(created.inputFileId()).deleted()).isTrue();
    assertThatThrownBy(() -> client.files().retrieve(created.inputFileId()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatTheHeadersOfARequestSayHoldsForAllCallsOfItsBatch() {
    FileObject input = ann.upload(chat("a", MODEL, "one"));
    RawCall.Answer answer =
        RawCall.post(
            gateway,
            "/v1/batches",
            body(input.id(), "/v1/chat/completions", "24h", ""),
            "x-cameleer-region",
            "eu",
            "x-cameleer-tag",
            "coding");
    assertThat(answer.json().at("/metadata/x-cameleer-region").asText()).isEqualTo("eu");
    assertThat(answer.json().at("/metadata/x-cameleer-tag").asText()).isEqualTo("coding");

    Batch over = ann.awaitStatus(answer.json().path("id").asText(), Batch.Status.COMPLETED);
    JsonNode refused = ann.results(over.errorFileId().orElseThrow()).get("a");
    assertThat(refused.at("/response/body/error/code").asText()).isEqualTo("region_not_available");
    assertThat(provider.totalCalls()).isZero();
    assertThat(BatchId.parse(over.id())).isPresent();
  }
}
