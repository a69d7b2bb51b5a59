package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat completions under an Idempotency-Key. There are no jobs: it does without Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

  private static final String KEY = "Idempotency-Key";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;
  private String key;

  /** Every test has a candidate of its own, since what happens to one is remembered. */
  private String model;

  @BeforeAll
  void start(@TempDir Path data) {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.data", data.toString());
    properties.put("cameleer.callers[0].name", "one");
    properties.put("cameleer.callers[0].api-key", "key-one");
    properties.put("cameleer.callers[1].name", "two");
    properties.put("cameleer.callers[1].api-key", "key-two");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @BeforeEach
  void newKey() {
    key = UUID.randomUUID().toString();
    model = "openai/model-" + key;
    upstream.script((request, connection) ->
        Answers.answer(request, connection, "answer " + upstream.requests().size()));
  }

  private Asked ask(String body) throws Exception {
    return ask(body, "key-one");
  }

  /** A stream has ended for its client a moment before its key is free. */
  private Asked askOnceFree(String body) {
    return await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> ask(body), asked -> asked.status() != 409);
  }

  private Asked ask(String body, String caller) throws Exception {
    return Asked.send(gateway, body, KEY, key, "x-api-key", caller);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void whoAsksAgainGetsTheSameAnswerAndNothingIsCalledTwice(boolean streamed) throws Exception {
    Asked first = ask(Asked.body(model, streamed));
    Asked second = askOnceFree(Asked.body(model, streamed));

    assertThat(first.content()).isEqualTo("answer 1");
    assertThat(first.header("idempotent-replayed")).isNull();
    assertThat(second.answer().body()).isEqualTo(first.answer().body());
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("idempotent-replayed")).isEqualTo("true");
    for (String name : new String[] {"content-type", "x-cameleer-provider", "x-cameleer-model"}) {
      assertThat(second.header(name)).as(name).isEqualTo(first.header(name)).isNotNull();
    }
    assertThat(second.header("x-request-id")).isNotEqualTo(first.header("x-request-id"));
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void whiteSpaceAndTheOrderOfFieldsMakeNoOtherRequest() throws Exception {
    ask("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
    Asked again =
        ask(
            "{ \"messages\": [{\"content\": \"x\", \"role\": \"user\"}],\"model\":\""
                + model
                + "\"}");

    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"user\":\"other\"", "\"temperature\":1"})
  void anotherRequestUnderTheSameKeyIsRefused(String field) throws Exception {
    ask(Asked.plain(model));
    Asked other = ask(Asked.plain(model, field));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.errorCode()).isEqualTo("idempotency_key_reused");
    assertThat(other.error().path("param").asText()).isEqualTo(KEY);
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void aHeaderThatSaysWhatIsToBeDoneMakesAnotherRequest() throws Exception {
    ask(Asked.plain(model));
    Asked other =
        Asked.send(
            gateway, Asked.plain(model), KEY, key, "x-api-key", "key-one", "x-cameleer-tag", "t");

    assertThat(other.errorCode()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void callersHaveKeysOfTheirOwn() throws Exception {
    Asked one = ask(Asked.plain(model), "key-one");
    Asked two = ask(Asked.plain(model), "key-two");

    assertThat(one.content()).isEqualTo("answer 1");
    assertThat(two.content()).isEqualTo("answer 2");
  }

  @Test
  void whileTheFirstIsAnsweredOthersAreToldToComeBack() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      arrived.countDown();
      go.await();
      Answers.answer(request, connection, "late");
    });
    CompletableFuture<HttpResponse<byte[]>> first =
        gateway.client().sendAsync(request(Asked.plain(model)), BodyHandlers.ofByteArray());
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

    Asked meanwhile = ask(Asked.plain(model));
    go.countDown();

    assertThat(meanwhile.status()).isEqualTo(409);
    assertThat(meanwhile.errorCode()).isEqualTo("idempotency_key_in_progress");
    assertThat(meanwhile.header("retry-after")).isEqualTo("2");
    assertThat(new Asked(first.get()).content()).isEqualTo("late");
    assertThat(ask(Asked.plain(model)).content()).isEqualTo("late");
  }

  @ParameterizedTest
  @CsvSource({"500, false", "429, false", "400, false", "500, true"})
  void aFailureIsNotKept(int status, boolean streamed) throws Exception {
    upstream.script((request, connection) ->
        connection.reply(status, Answers.JSON, Answers.error("x", "y", "no")));
    Asked failed = ask(Asked.body(model, streamed));
    assertThat(failed.status()).isGreaterThanOrEqualTo(400);

    upstream.script((request, connection) -> Answers.answer(request, connection, "well"));
    Asked again = ask(Asked.body(model, streamed));

    assertThat(again.content()).isEqualTo("well");
    assertThat(again.header("idempotent-replayed")).isNull();
  }

  @Test
  void aRequestThatWasRefusedMayBeCorrectedUnderItsKey() throws Exception {
    assertThat(ask("{\"model\":").status()).isEqualTo(400);
    assertThat(ask("{\"model\":\"" + model + "\"}").status()).isEqualTo(400);
    assertThat(ask(Asked.plain(model)).content()).isEqualTo("answer 1");
  }

  @Test
  void aStreamThatBreaksOffIsNotKept() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("half"));
      connection.socket().close();
    });
    assertThat(ask(Asked.streamed(model)).isDone()).isFalse();

    upstream.script((request, connection) -> Answers.answer(request, connection, "whole"));
    assertThat(askOnceFree(Asked.streamed(model)).content()).isEqualTo("whole");
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void theCallGoesOnWhenItsClientLeavesAndTheAnswerIsThereWhenItComesBack(boolean streamed)
      throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      if (streamed) {
        connection.open(200, Answers.EVENTS);
        connection.chunk(Answers.ROLE + Answers.token("first "));
      }
      arrived.countDown();
      left.await();
      // A call without a key would be given up now.
      connection.socket().setSoTimeout(300);
      assertThat(connection.closedWithinTimeout()).isFalse();
      if (streamed) {
        connection.chunk(Answers.token("last") + Answers.FINISH + Answers.USAGE + Answers.DONE);
        connection.end();
      } else {
        Answers.answer(request, connection, "first last");
      }
    });
    try (RawCall call =
        RawCall.chat(
            gateway.url(), Asked.body(model, streamed), KEY + ": " + key, "x-api-key: key-one")) {
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    }
    left.countDown();

    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertThat(ask(Asked.body(model, streamed)).header("idempotent-replayed"))
                .isEqualTo("true"));
    assertThat(ask(Asked.body(model, streamed)).content()).isEqualTo("first last");
    assertThat(upstream.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aKeyIsNotEmpty(String bad) throws Exception {
    key = bad;
    assertRefused(ask(Asked.plain(model)));
  }

  @ParameterizedTest
  @CsvSource({"255, 200", "256, 400"})
  void aKeyHasAtMost255Characters(int length, int status) throws Exception {
    key = key + "k".repeat(length - key.length());
    assertThat(ask(Asked.plain(model)).status()).isEqualTo(status);
  }

  @Test
  void thereIsOneKeyPerRequest() throws Exception {
    assertRefused(
        Asked.send(gateway, Asked.plain(model), KEY, key, KEY, "another", "x-api-key", "key-one"));
  }

  private void assertRefused(Asked asked) throws Exception {
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.error().path("param").asText()).isEqualTo(KEY);
    assertThat(asked.error().path("message").asText()).contains("1 to 255 printable ASCII");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void withoutKeysNothingIsWrittenDown(@TempDir Path nothing) throws Exception {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.data", nothing.toString());
    try (Gateway other = Gateway.start(properties)) {
      assertThat(Asked.send(other, Asked.plain(model)).status()).isEqualTo(200);
      assertThat(nothing).isEmptyDirectory();
      assertThat(Asked.send(other, Asked.plain(model), KEY, key).status()).isEqualTo(200);
      assertThat(nothing.resolve("cameleer.db")).exists();
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNeededForKeysOnly() throws Exception {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.database.url", "postgresql://me:secret@127.0.0.1:1/nowhere");
    try (Gateway other = Gateway.start(properties)) {
      assertThat(Asked.send(other, Asked.plain(model)).status()).isEqualTo(200);
      Asked refused = Asked.send(other, Asked.plain(model), KEY, key);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.errorCode()).isEqualTo("storage_unavailable");
      assertThat(refused.error().path("message").asText()).contains("Try again later");
      assertThat(upstream.requests()).hasSize(1);

      HttpResponse<byte[]> job = other.post("/v1/jobs", Asked.plain(model));
      assertThat(job.statusCode()).isEqualTo(404);
      assertThat(new Asked(job).errorCode()).isEqualTo("jobs_disabled");
      assertThat(new Asked(job).error().path("message").asText()).contains("cameleer.jobs.enabled");
    }
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
        .headers("Content-Type", "application/json", KEY, key, "x-api-key", "key-one")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
