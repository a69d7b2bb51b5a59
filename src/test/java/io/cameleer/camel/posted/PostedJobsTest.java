package io.cameleer.camel.posted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import io.cameleer.job.JobId;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.webhook.SigningKey;
import io.cameleer.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over HTTP, from being posted to their webhook, on a real broker and database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostedJobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String[] ONE = {"x-api-key", "key-one"};
  private static final String[] TWO = {"x-api-key", "key-two"};

  private final ScriptedUpstream upstream = new ScriptedUpstream(PostedJobsTest::answer);
  private final ScriptedUpstream receiver = new ScriptedUpstream(this::take);
  private Gateway gateway;
  private String database;

  @BeforeAll
  void start(@TempDir Path data) {
    database = "jdbc:sqlite:" + data.resolve("cameleer.db");
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.jobs.enabled", "true");
    properties.put("cameleer.kafka.embedded.port", "0");
    properties.put("cameleer.data", data.toString());
    properties.put("cameleer.jobs.webhooks.secret", SECRET);
    properties.put("cameleer.jobs.webhooks.allow-private", "true");
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
    receiver.close();
  }

  /** The prompt says how the provider answers: a status, or after a while, or at once. */
  private static void answer(
      ScriptedUpstream.Request request, ScriptedUpstream.Connection connection) throws Exception {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (body.contains("\"input\"")) {
      connection.reply(
          200,
          Answers.JSON,
          Answers.bytes(
              "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                  + "\"embedding\":[0.5]}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));
    } else if (body.contains("refuse")) {
      connection.reply(400, Answers.JSON, Answers.error("invalid_request_error", "bad", "no"));
    } else {
      if (body.contains("held")) {
        assertThat(HELD.await(30, TimeUnit.SECONDS)).isTrue();
      }
      if (body.contains("slow")) {
        assertThat(SLOW.await(30, TimeUnit.SECONDS)).isTrue();
      }
      Answers.answer(request, connection, "re");
    }
  }

  private static final CountDownLatch SLOW = new CountDownLatch(1);
  private static final CountDownLatch HELD = new CountDownLatch(1);

  /** The path says how the receiver answers: 410 always, 500 the first time, else well. */
  private void take(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws Exception {
    long times =
        receiver.requests().stream()
            .filter(earlier -> earlier.target().equals(request.target()))
            .count();
    boolean fails = request.target().contains("500") && times == 1;
    int status = request.target().contains("410") ? 410 : fails ? 500 : 204;
    connection.reply(status, Map.of(), new byte[0]);
  }

  private static String chat(String prompt) {
    return "{\"model\":\"openai/gpt-5.6-terra\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(prompt);
  }

  private HttpResponse<byte[]> post(String body, String... headers) throws Exception {
    return gateway.post("/v1/jobs", body, with(ONE, headers));
  }

  private static String[] with(String[] caller, String... headers) {
    String[] all = Arrays.copyOf(caller, caller.length + headers.length);
    System.arraycopy(headers, 0, all, caller.length, headers.length);
    return all;
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return Json.read(answer.body());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  private JsonNode ended(String location) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> json(gateway.get(location, ONE)),
            job -> List.of("completed", "failed").contains(job.path("status").asText()));
  }

  @Test
  void aPostedJobIsAcceptedAndItsResultCanBeAskedFor() throws Exception {
    HttpResponse<byte[]> accepted = post(chat("hello"));

    assertThat(accepted.statusCode()).isEqualTo(202);
    JsonNode queued = json(accepted);
    String id = queued.path("id").asText();
    assertThat(id).matches("job_[0-9a-f]{32}");
    assertThat(header(accepted, "location")).isEqualTo("/v1/jobs/" + id);
    assertThat(header(accepted, "x-request-id")).isNotBlank();
    assertThat(queued.path("object").asText()).isEqualTo("job");
    assertThat(queued.path("status").asText()).isEqualTo("queued");
    assertThat(queued.path("endpoint").asText()).isEqualTo("/v1/chat/completions");
    assertThat(queued.path("created_at").asLong())
        .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
    for (String later : List.of("finished_at", "response", "error", "provenance", "custom_id")) {
      assertThat(queued.get(later).isNull()).as(later).isTrue();
    }

    JsonNode job = ended("/v1/jobs/" + id);
    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(job.path("finished_at").asLong()).isGreaterThanOrEqualTo(0);
    assertThat(job.at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(job.at("/response/body/choices/0/message/content").asText()).isEqualTo("re");
    assertThat(job.get("error").isNull()).isTrue();
    assertThat(job.at("/provenance/provider").asText()).isEqualTo("openai");
    assertThat(job.at("/provenance/attempts").asText()).endsWith(":ok");
    assertThat(job.at("/provenance/cost_usd").isNumber()).isTrue();
  }

  @Test
  void aLineOfABatchIsAJobToo() throws Exception {
    String line =
        """
        {"custom_id": "mine", "method": "POST", "url": "/v1/embeddings",
         "body": {"model": "openai/text-embedding-3-small", "input": "x"}}
        """;
    JsonNode job = ended(header(post(line), "location"));

    assertThat(job.path("custom_id").asText()).isEqualTo("mine");
    assertThat(job.path("endpoint").asText()).isEqualTo("/v1/embeddings");
    assertThat(job.at("/response/body/data/0/embedding/0").asDouble()).isEqualTo(0.5);
  }

  @Test
  void aJobThatFailsSaysWhy() throws Exception {
    JsonNode job = ended(header(post(chat("refuse")), "location"));

    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.at("/response/status_code").asInt()).isEqualTo(400);
    assertThat(job.at("/response/body/error/message").asText()).isNotBlank();
    assertThat(job.at("/error/code").asText()).isNotBlank();
    assertThat(job.at("/error/message").asText()).isNotBlank();
  }

  @Test
  void whoPrefersToWaitGetsTheResultAtOnce() throws Exception {
    HttpResponse<byte[]> answer = post(chat("hello"), "Prefer", "respond-async, wait=30");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "preference-applied")).isEqualTo("wait=30");
    assertThat(header(answer, "location")).startsWith("/v1/jobs/job_");
    assertThat(json(answer).path("status").asText()).isEqualTo("completed");
    assertThat(json(answer).at("/response/status_code").asInt()).isEqualTo(200);
  }

  @Test
  void whoseTimeIsUpFirstGetsTheJobAsItIsAndMayWaitAgain() throws Exception {
    HttpResponse<byte[]> early = post(chat("slow"), "Prefer", "wait=1");
    assertThat(early.statusCode()).isEqualTo(202);
    assertThat(header(early, "preference-applied")).isEqualTo("wait=1");
    assertThat(json(early).path("status").asText()).isIn("queued", "in_progress");

    SLOW.countDown();
    HttpResponse<byte[]> late =
        gateway.get(header(early, "location"), with(ONE, "Prefer", "wait=\"60\""));
    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(json(late).path("status").asText()).isEqualTo("completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wait=999 | wait=120
          WAIT = 5 | wait=5
          wait=0   |
          wait=-1  |
          wait=x   |
          return=minimal |
          """)
  void aPreferenceIsBoundedAndNonsensePassedOver(String prefer, String applied) throws Exception {
    HttpResponse<byte[]> answer = post(chat("hello"), "Prefer", prefer);

    assertThat(answer.statusCode()).isEqualTo(applied == null ? 202 : 200);
    assertThat(header(answer, "preference-applied")).isEqualTo(applied);
  }

  @Test
  void whatItsHeadersSayOfAJobGoesAlongWithItAndItIsInProgressOnceItsCallIsMade() throws Exception {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    HttpResponse<byte[]> accepted =
        post(
            chat("held"),
            "x-cameleer-tag",
            "one, two",
            "x-cameleer-priority",
            "9",
            "x-cameleer-deadline",
            Long.toString(Instant.now().plusSeconds(60).toEpochMilli()),
            "traceparent",
            trace,
            "tracestate",
            "a=b");
    JobId id = new JobId(json(accepted).path("id").asText());

    await()
        .atMost(PATIENCE)
        .until(
            () -> json(gateway.get("/v1/jobs/" + id, ONE)).path("status").asText(),
            "in_progress"::equals);
    Map<String, String> headers =
        gateway.context().getBean(PostedJobs.class).find("one", id).get().request().headers();
    HELD.countDown();
    assertThat(headers)
        .containsEntry("cameleer-tag", "one,two")
        .containsEntry("cameleer-priority", "9")
        .containsEntry("traceparent", trace)
        .containsEntry("tracestate", "a=b")
        .containsOnlyKeys(
            "cameleer-tag", "cameleer-priority", "cameleer-deadline", "traceparent", "tracestate");
    assertThat(Instant.parse(headers.get("cameleer-deadline")))
        .isBetween(Instant.now(), Instant.now().plusSeconds(60));
  }

  @Test
  void aJobIsItsCallersAlone() throws Exception {
    String location = header(post(chat("hello")), "location");

    for (String path :
        List.of(location, "/v1/jobs/job_0", "/v1/jobs/nonsense", "/v1/jobs/batch_req_1")) {
      HttpResponse<byte[]> answer = gateway.get(path, with(TWO, "Prefer", "wait=5"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(json(answer).at("/error/code").asText()).isEqualTo("job_not_found");
    }
    assertThat(gateway.get(location, ONE).statusCode()).isEqualTo(200);
    assertThat(gateway.get(location).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "refused-jobs.csv",
      delimiter = '|',
      quoteCharacter = '~',
      maxCharsPerColumn = 5_000)
  void whatIsWrongIsSaidWithItsPlaceAndRemedy(
      String body, String name, String value, int status, String param, String message)
      throws Exception {
    int before = upstream.requests().size();
    HttpResponse<byte[]> answer =
        name == null ? post(body == null ? "" : body) : post(chat("x"), name, value);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(json(answer).at("/error/param").asText(null)).isEqualTo(param);
    assertThat(json(answer).at("/error/message").asText()).contains(message);
    assertThat(upstream.requests()).hasSize(before);
  }

  @Test
  void anotherMethodIsRefusedAndSaysWhichIsAllowed() throws Exception {
    HttpResponse<byte[]> answer = gateway.get("/v1/jobs", ONE);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "allow")).isEqualTo("POST");
  }

  @Test
  void theSameKeyPostsTheSameJobOnceAndAnotherJobNeedsAnotherKey() throws Exception {
    String key = UUID.randomUUID().toString();
    HttpResponse<byte[]> first = post(chat("once"), "Idempotency-Key", key);
    HttpResponse<byte[]> again = post(chat("once"), "Idempotency-Key", key);
    HttpResponse<byte[]> other = post(chat("twice"), "Idempotency-Key", key);
    HttpResponse<byte[]> awaited = post(chat("once"), "Idempotency-Key", key, "Prefer", "wait=30");

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(header(again, "location")).isEqualTo(header(first, "location"));
    assertThat(header(again, "idempotent-replayed")).isEqualTo("true");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(json(other).at("/error/code").asText()).isEqualTo("idempotency_key_reused");
    assertThat(awaited.statusCode()).isEqualTo(200);
    assertThat(json(awaited).path("id")).isEqualTo(json(first).path("id"));
    assertThat(json(awaited).path("status").asText()).isEqualTo("completed");
    assertThat(
            upstream.requests().stream()
                .filter(request -> new String(request.body()).contains("once")))
        .hasSize(1);
  }

  @Test
  void aJobWhoseGatewayDiedBeforeSendingItIsSentByAnother() throws Exception {
    Instant created = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    PostedJob orphan =
        new PostedJob(
            JobId.random(),
            "one",
            new JobRequest(null, "/v1/chat/completions", Map.of(), chat("left").getBytes()),
            JobStatus.QUEUED,
            created,
            null,
            created.plus(1, ChronoUnit.DAYS),
            null);
    gateway.context().getBean(PostedJobs.class).create(orphan);

    assertThat(ended("/v1/jobs/" + orphan.id()).path("status").asText()).isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "refuse"})
  void whoWantsToBeToldIsToldInTheFormatOfStandardWebhooks(String prompt) throws Exception {
    String path = "/hooks/" + UUID.randomUUID();
    HttpResponse<byte[]> accepted =
        post(chat(prompt), "x-cameleer-webhook", receiver.url() + path + "?a=b%20c");

    ScriptedUpstream.Request told = told(path, 1);
    assertThat(told.method()).isEqualTo("POST");
    assertThat(told.target()).isEqualTo(path + "?a=b%20c");
    assertThat(told.headers()).containsEntry("content-type", "application/json");
    String id = json(accepted).path("id").asText();
    assertThat(told.headers()).containsEntry("webhook-id", id.replace("job_", "msg_"));
    Instant sent = Instant.ofEpochSecond(Long.parseLong(told.headers().get("webhook-timestamp")));
    assertThat(sent).isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
    assertThat(told.headers())
        .containsEntry(
            "webhook-signature",
            SigningKey.parse(SECRET)
                .orElseThrow()
                .signature(told.headers().get("webhook-id"), sent, told.body()));
    JsonNode payload = Json.read(told.body());
    assertThat(payload.path("type").asText())
        .isEqualTo(prompt.equals("hello") ? "job.completed" : "job.failed");
    assertThat(Instant.parse(payload.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(payload.get("data")).isEqualTo(json(gateway.get("/v1/jobs/" + id, ONE)));
  }

  /** The first retry comes after five seconds. */
  @Test
  void aWebhookThatIsNotTakenIsSentAgainUnderItsIdAndIsSignedAnew() throws Exception {
    post(chat("hello"), "x-cameleer-webhook", receiver.url() + "/500");

    ScriptedUpstream.Request second = told("/500", 2);
    ScriptedUpstream.Request first =
        receiver.requests().stream().filter(r -> r.target().equals("/500")).findFirst().get();
    assertThat(second.headers().get("webhook-id")).isEqualTo(first.headers().get("webhook-id"));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().get("webhook-signature"))
        .isNotEqualTo(first.headers().get("webhook-signature"));
    awaitEmptyOutbox("/500");
  }

  @Test
  void aReceiverThatIsGoneForGoodIsNotToldAgain() throws Exception {
    post(chat("hello"), "x-cameleer-webhook", receiver.url() + "/410");

    told("/410", 1);
    awaitEmptyOutbox("/410");
  }

  private void awaitEmptyOutbox(String path) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          try (Connection connection = DriverManager.getConnection(database);
              PreparedStatement count =
                  connection.prepareStatement("SELECT count(*) FROM webhooks WHERE url LIKE ?")) {
            count.setString(1, "%" + path);
            assertThat(count.executeQuery().getInt(1)).isZero();
          }
        });
  }

  private ScriptedUpstream.Request told(String path, int times) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                receiver.requests().stream()
                    .filter(request -> request.target().startsWith(path))
                    .toList(),
            told -> told.size() == times)
        .getLast();
  }
}
