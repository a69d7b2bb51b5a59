package io.cameleer.camel.jobs;

import static io.cameleer.camel.jobs.JobCluster.bytes;
import static io.cameleer.camel.jobs.JobCluster.job;
import static io.cameleer.camel.jobs.JobCluster.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.gateway.ScriptedUpstream;
import io.cameleer.job.BatchId;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.store.Database;
import io.cameleer.job.store.DatabaseSettings;
import io.cameleer.job.store.SqlJobResults;
import io.cameleer.job.topic.KeptJobs;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class JobRoutesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private JobCluster cluster;
  private Database database;
  private JobResults results;
  private ScriptedUpstream upstream;
  private final List<String> prompts = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() {
    cluster = new JobCluster(folder.resolve("kafka"));
    database = Database.open(DatabaseSettings.of("jdbc:sqlite:" + folder.resolve("jobs.db")));
    results = new SqlJobResults(database, Clock.systemUTC());
    upstream = new ScriptedUpstream(this::answer);
  }

  @AfterEach
  void stop() {
    upstream.close();
    database.close();
    cluster.close();
  }

  @Test
  void aJobsAnswerBecomesALineOfOutputWithItsProvenance() throws Exception {
    ProducerRecord<byte[], byte[]> job = job("k1", line("c1", "hello"));
    job.headers().add("traceparent", bytes("00-a-b-01")).add("kafka.OVERRIDE_TOPIC", bytes("x"));
    cluster.send(List.of(job));
    try (JobsGateway gateway = gateway()) {
      ConsumerRecord<byte[], byte[]> result = only(JobCluster.RESULTS);
      assertThat(text(result.key())).isEqualTo("k1");
      JsonNode line = Json.read(result.value());
      assertThat(line.path("id").asText()).startsWith("batch_req_");
      assertThat(line.path("custom_id").asText()).isEqualTo("c1");
      assertThat(line.path("error").isNull()).isTrue();
      assertThat(line.at("/response/status_code").asInt()).isEqualTo(200);
      assertThat(line.at("/response/request_id").asText()).startsWith("llm.jobs/");
      assertThat(line.at("/response/body/choices/0/message/content").asText())
          .isEqualTo("re: hello");
      assertThat(header(result, "cameleer-provider")).isEqualTo("openai");
      assertThat(header(result, "cameleer-model")).isEqualTo("gpt-5.6-terra");
      assertThat(header(result, "cameleer-attempts")).endsWith(":ok");
      assertThat(header(result, "cameleer-prompt-tokens")).isEqualTo("3");
      assertThat(header(result, "cameleer-completion-tokens")).isEqualTo("2");
      assertThat(header(result, "cameleer-cost-usd")).isNotEmpty();
      assertThat(header(result, "cameleer-latency-ms")).isNotEmpty();
      assertThat(header(result, "traceparent")).isEqualTo("00-a-b-01");
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0 && gateway.inHand() == 0);
    }
  }

  @Test
  void embeddingsComeTheSameWay() throws Exception {
    cluster.send(
        List.of(job("k1", "{\"model\":\"openai/text-embedding-3-small\",\"input\":\"x\"}")));
    try (JobsGateway gateway = gateway()) {
      JsonNode line = Json.read(only(JobCluster.RESULTS).value());
      assertThat(line.at("/response/body/data/0/embedding/0").isNumber()).isTrue();
      assertThat(gateway.inHand()).isZero();
    }
  }

  @Test
  void recordsThatCantBeReadOrAnsweredAreDeadLettersAndTheOthersGoOn() throws Exception {
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    jobs.add(job("broken", "{\"model\":"));
    jobs.add(new ProducerRecord<>(JobCluster.JOBS, bytes("empty"), null));
    jobs.add(job("unknown", line("u", "x").replace("openai/", "nobody/")));
    jobs.add(job("refused", line("r", "400")));
    jobs.add(job("large", line("l", "x".repeat(200_000))));
    jobs.add(job("priority", line("p", "x")));
    jobs.getLast().headers().add("cameleer-priority", bytes("soon"));
    IntStream.range(0, 50).forEach(number -> jobs.add(job("good" + number, line("g", "x"))));
    cluster.send(jobs);
    try (JobsGateway gateway = gateway()) {
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
      assertThat(gateway.inHand()).isZero();
    }
    assertThat(cluster.keys(JobCluster.RESULTS)).hasSize(50).allMatch(key -> key.startsWith("g"));
    List<ConsumerRecord<byte[], byte[]>> letters = cluster.read(JobCluster.DEAD_LETTERS);
    assertThat(letters)
        .extracting(letter -> text(letter.key()))
        .containsExactlyInAnyOrder("broken", "empty", "unknown", "refused", "large", "priority");
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      ProducerRecord<byte[], byte[]> original =
          jobs.stream().filter(job -> text(job.key()).equals(text(letter.key()))).findAny().get();
      assertThat(letter.value()).isEqualTo(original.value());
      JsonNode error = Json.read(header(letter, "cameleer-error")).path("error");
      assertThat(error.path("message").asText()).isNotBlank();
      assertThat(header(letter, "cameleer-failure-class")).isEqualTo("BAD_REQUEST");
      assertThat(header(letter, "cameleer-origin-topic")).isEqualTo(JobCluster.JOBS);
      assertThat(header(letter, "cameleer-origin-offset")).isNotEmpty();
    }
    assertThat(header(letter(letters, "refused"), "cameleer-attempts")).endsWith(":400");
    assertThat(header(letter(letters, "priority"), "cameleer-priority")).isEqualTo("soon");
  }

  @Test
  void theSameJobSentAgainHasNoSecondResult() throws Exception {
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    for (int copy = 0; copy < 5; copy++) {
      jobs.add(job("k", line("c", "with a key")));
      jobs.add(job(null, line("c", "without a key")));
    }
    cluster.send(jobs);
    try (JobsGateway gateway = gateway()) {
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
      assertThat(gateway.inHand()).isZero();
    }
    assertThat(cluster.read(JobCluster.RESULTS)).hasSize(2);
    assertThat(prompts).containsExactlyInAnyOrder("with a key", "without a key");
  }

  @Test
  void aResultThatWasWrittenDownButNotPublishedIsNotPaidForAgain() throws Exception {
    cluster.send(List.of(job("k", line("c", "x"))));
    ConsumerRecord<byte[], byte[]> record = only(JobCluster.JOBS);
    String address = JobCluster.JOBS + "/" + record.partition() + "/" + record.offset();
    Instant now = Instant.now();
    results.save(
        List.of(
            new JobResult(
                JobId.ofKey("", bytes("k")),
                "",
                new JobOrigin.Topic(),
                new JobResponse(200, address, bytes("{\"kept\":true}")),
                null,
                JobProvenance.WITHOUT_ATTEMPT,
                now,
                now.plusSeconds(60))));
    try (JobsGateway gateway = gateway()) {
      JsonNode line = Json.read(only(JobCluster.RESULTS).value());
      assertThat(line.at("/response/body/kept").asBoolean()).isTrue();
      assertThat(gateway.inHand()).isZero();
    }
    assertThat(prompts).isEmpty();
  }

  @Test
  void aDeadLetterThatIsSentAgainAsItIsIsTheSameJobAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    upstream.script((request, connection) -> {
      if (calls.incrementAndGet() == 1) {
        connection.reply(400, Map.of(), bytes("{\"error\":{\"message\":\"no\"}}"));
      } else {
        answer(request, connection);
      }
    });
    cluster.send(List.of(job("k", line("c", "x"))));
    try (JobsGateway gateway = gateway()) {
      ConsumerRecord<byte[], byte[]> letter = only(JobCluster.DEAD_LETTERS);
      cluster.send(
          List.of(
              new ProducerRecord<>(
                  JobCluster.JOBS, null, letter.key(), letter.value(), letter.headers())));
      assertThat(text(only(JobCluster.RESULTS).key())).isEqualTo("k");
      assertThat(gateway.inHand()).isZero();
    }
  }

  @Test
  void cloudEventsAreAnsweredByCloudEventsOfTheSameForm() throws Exception {
    ProducerRecord<byte[], byte[]> binary = job("b", line("c", "x"));
    binary
        .headers()
        .add("ce_specversion", bytes("1.0"))
        .add("ce_id", bytes("e1"))
        .add("ce_source", bytes("/shop"))
        .add("ce_type", bytes("ask"))
        .add("content-type", bytes("application/json"));
    ProducerRecord<byte[], byte[]> structured =
        job(
            "s",
            "{\"specversion\":\"1.0\",\"id\":\"e2\",\"source\":\"/shop\",\"type\":\"ask\",\"data\":"
                + line("c", "x")
                + "}");
    structured.headers().add("content-type", bytes("application/cloudevents+json"));
    cluster.send(List.of(binary, structured));
    try (JobsGateway gateway = gateway()) {
      List<ConsumerRecord<byte[], byte[]>> records = several(JobCluster.RESULTS, 2);
      ConsumerRecord<byte[], byte[]> first = letter(records, "b");
      assertThat(header(first, "ce_specversion")).isEqualTo("1.0");
      assertThat(header(first, "ce_subject")).isEqualTo("e1");
      assertThat(header(first, "ce_type")).isEqualTo("io.cameleer.job.result");
      assertThat(Json.read(first.value()).path("custom_id").asText()).isEqualTo("c");
      ConsumerRecord<byte[], byte[]> second = letter(records, "s");
      assertThat(header(second, "content-type")).isEqualTo("application/cloudevents+json");
      JsonNode event = Json.read(second.value());
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("subject").asText()).isEqualTo("e2");
      assertThat(event.at("/data/response/status_code").asInt()).isEqualTo(200);
      assertThat(gateway.inHand()).isZero();
    }
  }

  @Test
  void aJobMayHaveItsResultSentElsewhereWhereThatIsAllowedAndPossible() throws Exception {
    cluster.create(JobsGateway.REPLIES);
    ProducerRecord<byte[], byte[]> elsewhere = job("k", line("c", "x"));
    elsewhere.headers().add("cameleer-reply-topic", bytes(JobsGateway.REPLIES));
    ProducerRecord<byte[], byte[]> nowhere = job("n", line("c", "x"));
    nowhere.headers().add("cameleer-reply-topic", bytes("missing"));
    ProducerRecord<byte[], byte[]> forbidden = job("f", line("c", "x"));
    forbidden.headers().add("cameleer-reply-topic", bytes(JobCluster.JOBS));
    cluster.send(List.of(elsewhere, nowhere, forbidden, job("o", line("c", "x"))));
    try (JobsGateway gateway = gateway()) {
      assertThat(text(only(JobsGateway.REPLIES).key())).isEqualTo("k");
      assertThat(text(only(JobCluster.RESULTS).key())).isEqualTo("o");
      List<ConsumerRecord<byte[], byte[]>> letters = several(JobCluster.DEAD_LETTERS, 2);
      assertThat(header(letter(letters, "n"), "cameleer-error")).contains("reply_topic");
      assertThat(header(letter(letters, "f"), "cameleer-error")).contains("cameleer-reply-topic");
      await().atMost(PATIENCE).until(() -> gateway.inHand() == 0);
    }
  }

  @Test
  void aResultThatItsTopicDoesNotTakeIsADeadLetterAndTheOthersGoOn() throws Exception {
    cluster.limit(JobCluster.RESULTS, 80_000);
    byte[] noise = new byte[70_000];
    new Random(1).nextBytes(noise);
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    jobs.add(job("large", line("l", Base64.getEncoder().encodeToString(noise))));
    IntStream.range(0, 20).forEach(number -> jobs.add(job("good" + number, line("g", "x"))));
    cluster.send(jobs);
    try (JobsGateway gateway = gateway()) {
      assertThat(header(only(JobCluster.DEAD_LETTERS), "cameleer-error"))
          .contains("result_too_large");
      assertThat(several(JobCluster.RESULTS, 20)).hasSize(20);
      assertThat(gateway.inHand()).isZero();
    }
  }

  @Test
  void piecesOfAStreamedAnswerArePublishedAsTheyCome() throws Exception {
    cluster.create(JobsGateway.PARTIAL_RESULTS);
    cluster.send(
        List.of(
            job(
                "k",
                "{\"model\":\"openai/gpt-5.6-terra\",\"stream\":true,\"messages\":"
                    + "[{\"role\":\"user\",\"content\":\"stream\"}]}")));
    try (JobsGateway gateway = gateway()) {
      JsonNode line = Json.read(only(JobCluster.RESULTS).value());
      assertThat(line.at("/response/body/choices/0/message/content").asText()).isEqualTo("one two");
      List<ConsumerRecord<byte[], byte[]>> pieces = cluster.read(JobsGateway.PARTIAL_RESULTS);
      assertThat(pieces).hasSizeGreaterThanOrEqualTo(2);
      assertThat(pieces)
          .extracting(piece -> header(piece, "cameleer-sequence"))
          .containsSequence("0", "1");
      assertThat(Json.read(pieces.getFirst().value()).path("object").asText())
          .isEqualTo("chat.completion.chunk");
      assertThat(gateway.inHand()).isZero();
    }
  }

  @Test
  void urgentJobsGoFirstAndThoseThatAreTooLateAreNotCalled() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch first = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      first.countDown();
      go.await();
      answer(request, connection);
    });
    JobSetup usual = JobsGateway.setup(cluster, "a");
    LaneSettings one =
        new LaneSettings(1, 100, 1 << 20, 1, Duration.ofSeconds(5), Duration.ofMillis(5));
    JobSetup setup =
        new JobSetup(
            true, usual.client(), usual.topics(), "a", usual.limits(), one, usual.batchJobs());
    cluster.send(List.of(job("0", line("c", "first"))));
    try (JobsGateway gateway = JobsGateway.start(setup, results, upstream.url(), same())) {
      first.await();
      cluster.send(
          List.of(
              with(job("1", line("c", "usual")), "cameleer-priority", "4"),
              with(job("2", line("c", "late")), "cameleer-deadline", "1000"),
              with(job("3", line("c", "urgent")), "cameleer-priority", "9"),
              with(job("4", line("c", "soon")), "cameleer-deadline", "2100-01-01T00:00:00Z"),
              with(job("5", line("c", "idle")), "cameleer-priority", "0")));
      await().atMost(PATIENCE).until(() -> gateway.inHand() == 5);
      go.countDown();
      assertThat(several(JobCluster.RESULTS, 5)).hasSize(5);
      assertThat(text(only(JobCluster.DEAD_LETTERS).key())).isEqualTo("2");
      assertThat(header(only(JobCluster.DEAD_LETTERS), "cameleer-error"))
          .contains("deadline_exceeded");
    }
    assertThat(prompts).containsExactly("first", "urgent", "soon", "usual", "idle");
  }

  @Test
  void jobsWaitUntilAProviderThatWasAwayIsBack() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    upstream.script((request, connection) -> {
      if (calls.incrementAndGet() <= 8) {
        connection.reply(503, Map.of(), bytes("{\"error\":{\"message\":\"later\"}}"));
      } else {
        answer(request, connection);
      }
    });
    cluster.send(
        IntStream.range(0, 4).mapToObj(number -> job("k" + number, line("c", "x"))).toList());
    try (JobsGateway gateway = gateway()) {
      assertThat(several(JobCluster.RESULTS, 4)).hasSize(4);
      assertThat(gateway.inHand()).isZero();
    }
    assertThat(cluster.read(JobCluster.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void whatBecomesOfLinesOfBatchesIsKeptAndNotPublished() throws Exception {
    BatchId batch = BatchId.random();
    JobId good = JobId.ofLine(batch, 1);
    JobId bad = JobId.ofLine(batch, 2);
    JobId posted = JobId.random();
    cluster.send(
        List.of(
            kept(posted, new JobOrigin.Posted(), "x"),
            kept(good, new JobOrigin.BatchLine(batch, 1, "c1"), "x"),
            kept(bad, new JobOrigin.BatchLine(batch, 2, "c2"), "400"),
            new ProducerRecord<>(JobCluster.BATCH_JOBS, bytes("stranger"), bytes("x"))));
    try (JobsGateway gateway = gateway()) {
      await()
          .atMost(PATIENCE)
          .until(() -> cluster.lag(JobCluster.GROUP + "-batches", JobCluster.BATCH_JOBS) == 0);
      assertThat(gateway.inHand()).isZero();
    }
    Map<JobId, JobResult> ended = results.find(List.of(good, bad, posted));
    assertThat(ended.get(posted)).isNotNull();
    assertThat(cluster.read(JobCluster.RESULTS)).isEmpty();
    assertThat(cluster.read(JobCluster.DEAD_LETTERS)).isEmpty();
  }

  private ProducerRecord<byte[], byte[]> kept(JobId id, JobOrigin origin, String prompt) {
    JobRequest request =
        new JobRequest(null, "/v1/chat/completions", Map.of(), bytes(body(prompt)));
    OutgoingRecord record = KeptJobs.write(id, "ann", origin, request, null);
    return KafkaRecords.write(JobCluster.BATCH_JOBS, record);
  }

  private JobsGateway gateway() {
    return JobsGateway.start(JobsGateway.setup(cluster, "a"), results, upstream.url(), same());
  }

  private static UnaryOperator<Map<String, Object>> same() {
    return UnaryOperator.identity();
  }

  private static ProducerRecord<byte[], byte[]> with(
      ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, bytes(value));
    return record;
  }

  private static String line(String customId, String prompt) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":%s}"
        .formatted(customId, body(prompt));
  }

  private static String body(String prompt) {
    return "{\"model\":\"openai/gpt-5.6-terra\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(prompt);
  }

  private ConsumerRecord<byte[], byte[]> only(String topic) {
    return several(topic, 1).getFirst();
  }

  private List<ConsumerRecord<byte[], byte[]>> several(String topic, int count) {
    await().atMost(PATIENCE).until(() -> cluster.read(topic).size() >= count);
    List<ConsumerRecord<byte[], byte[]>> records = cluster.read(topic);
    assertThat(records).hasSize(count);
    return records;
  }

  private static ConsumerRecord<byte[], byte[]> letter(
      List<ConsumerRecord<byte[], byte[]>> records, String key) {
    return records.stream().filter(record -> text(record.key()).equals(key)).findAny().get();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  /** A provider that says "re: " and what it was asked, except where the prompt is a status. */
  private void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws Exception {
    JsonNode body = Json.read(request.body());
    if (body.has("input")) {
      connection.reply(
          200,
          Map.of("content-type", "application/json"),
          bytes(
              "{\"object\":\"list\",\"model\":\"e\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                  + "\"embedding\":[0.5,0.25]}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));
      return;
    }
    String prompt = body.at("/messages/0/content").asText();
    prompts.add(prompt);
    if (prompt.equals("400")) {
      connection.reply(400, Map.of(), bytes("{\"error\":{\"message\":\"no\"}}"));
    } else if (body.path("stream").asBoolean()) {
      stream(connection);
    } else {
      String reply =
          "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
              + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"re: "
              + prompt
              + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
              + "\"completion_tokens\":2,\"total_tokens\":5}}";
      connection.reply(200, Map.of("content-type", "application/json"), bytes(reply));
    }
  }

  private static void stream(ScriptedUpstream.Connection connection) throws Exception {
    connection.open(200, Map.of("content-type", "text/event-stream"));
    String event =
        "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}]}\n\n";
    connection.chunk(event.formatted("\"role\":\"assistant\",\"content\":\"one \"", "null"));
    connection.chunk(event.formatted("\"content\":\"two\"", "null"));
    connection.chunk(event.formatted("", "\"stop\""));
    connection.chunk("data: [DONE]\n\n");
    connection.end();
  }
}
