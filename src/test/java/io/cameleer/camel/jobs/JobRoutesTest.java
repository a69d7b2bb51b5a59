package io.cameleer.camel.jobs;

import static io.cameleer.camel.jobs.JobRecords.answer;
import static io.cameleer.camel.jobs.JobRecords.body;
import static io.cameleer.camel.jobs.JobRecords.header;
import static io.cameleer.camel.jobs.JobRecords.line;
import static io.cameleer.camel.jobs.JobRecords.with;
import static io.cameleer.camel.jobs.kafka.JobCluster.bytes;
import static io.cameleer.camel.jobs.kafka.JobCluster.job;
import static io.cameleer.camel.jobs.kafka.JobCluster.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.job.BatchId;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.topic.KeptJobs;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs through the whole gateway: their topic, the routes, a provider, and the topic of results.
 */
@Timeout(120)
class JobRoutesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PARTIAL_RESULTS = "llm.partial-results";
  private static final String REPLIES = "replies";
  private static final int LARGEST_RESULT = 80_000;

  @TempDir private static Path folder;
  private static JobCluster cluster;
  private static JobProvider provider;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    cluster = new JobCluster(folder.resolve("kafka"));
    cluster.create(REPLIES);
    cluster.limit(JobCluster.RESULTS, LARGEST_RESULT);
    provider = new JobProvider();
    Map<String, String> properties = new LinkedHashMap<>(provider.properties());
    properties.putAll(cluster.properties(folder.resolve("data")));
    properties.put("cameleer.jobs.topics.partial-results", PARTIAL_RESULTS);
    properties.put("cameleer.jobs.reply-topics", REPLIES + ",missing");
    properties.put("cameleer.server.body-limit", "150KB");
    properties.put("cameleer.callers[0].name", "legal");
    properties.put("cameleer.callers[0].api-key", "key-of-legal");
    properties.put("cameleer.callers[0].regions", "eu");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    provider.close();
    cluster.close();
  }

  @Test
  void aJobsAnswerBecomesALineOfOutputWithItsProvenance() throws Exception {
    ProducerRecord<byte[], byte[]> job = job("line", line("c1", "hello"));
    job.headers().add("traceparent", bytes("00-a-b-01")).add("kafka.OVERRIDE_TOPIC", bytes("x"));
    cluster.send(List.of(job));

    ConsumerRecord<byte[], byte[]> result = result("line");

    JsonNode line = Json.read(result.value());
    assertThat(line.path("id").asText()).startsWith("batch_req_");
    assertThat(line.path("custom_id").asText()).isEqualTo("c1");
    assertThat(line.path("error").isNull()).isTrue();
    assertThat(line.at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(line.at("/response/request_id").asText()).startsWith("llm.jobs/");
    assertThat(answer(result)).isEqualTo("re: hello");
    assertThat(header(result, "cameleer-provider")).isEqualTo("openai");
    assertThat(header(result, "cameleer-model")).isEqualTo("gpt-5.6-terra");
    assertThat(header(result, "cameleer-attempts")).endsWith(":ok");
    assertThat(header(result, "cameleer-prompt-tokens")).isEqualTo("3");
    assertThat(header(result, "cameleer-completion-tokens")).isEqualTo("2");
    assertThat(header(result, "cameleer-cost-usd")).isNotEmpty();
    assertThat(header(result, "cameleer-latency-ms")).isNotEmpty();
    assertThat(header(result, "traceparent")).isEqualTo("00-a-b-01");
    awaitRest();
  }

  @Test
  void aBareBodyIsACallOfItsKind() throws Exception {
    cluster.send(
        List.of(
            job("chat", body("bare")),
            job("embeddings", "{\"model\":\"openai/text-embedding-3-small\",\"input\":\"x\"}")));

    assertThat(answer(result("chat"))).isEqualTo("re: bare");
    assertThat(
            Json.read(result("embeddings").value())
                .at("/response/body/data/0/embedding/0")
                .isNumber())
        .isTrue();
  }

  @Test
  void aTagChoosesTheModelAsItDoesForHttp() throws Exception {
    ProducerRecord<byte[], byte[]> extraction =
        with(
            job("tag", body("tagged").replace("openai/gpt-5.6-terra", "auto")),
            "tag",
            "extraction");
    cluster.send(List.of(extraction));

    assertThat(header(result("tag"), "cameleer-model")).isEqualTo("gpt-6-luna");
    assertThat(header(result("tag"), "cameleer-tag")).isEqualTo("extraction");
    assertThat(answer(result("tag"))).isEqualTo("re: tagged");
  }

  @Test
  void aCallersJobsStayWhereItsCallsHaveTo() throws Exception {
    cluster.send(List.of(with(job("in-the-eu", body("x")), "caller", "legal")));

    assertThat(header(letter("in-the-eu"), "cameleer-error")).contains("region_not_available");
    assertThat(header(letter("in-the-eu"), "cameleer-caller")).isEqualTo("legal");
  }

  @Test
  void recordsThatCantBeReadOrAnsweredAreDeadLettersAndTheOthersGoOn() throws Exception {
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    jobs.add(job("bad-json", "{\"model\":"));
    jobs.add(job("bad-bytes", "\u0000\u0001"));
    jobs.add(new ProducerRecord<>(JobCluster.JOBS, bytes("bad-empty"), null));
    jobs.add(job("bad-model", line("u", "x").replace("openai/", "nobody/")));
    jobs.add(job("bad-refused", line("r", "400*9 x")));
    jobs.add(job("bad-large", line("l", "x".repeat(200_000))));
    jobs.add(with(job("bad-priority", line("p", "x")), "priority", "soon"));
    jobs.add(with(job("bad-deadline", line("d", "x")), "deadline", "1000"));
    jobs.add(with(job("bad-ancient", line("a", "x")), "deadline", "0001-01-01T00:00:00Z"));
    jobs.add(with(job("bad-region", line("g", "x")), "region", "mars"));
    jobs.add(job("bad-url", line("w", "x").replace("/v1/chat", "/v1/elsewhere")));
    IntStream.range(0, 50).forEach(number -> jobs.add(job("good-" + number, line("g", "x"))));
    cluster.send(jobs);

    awaitRest();

    assertThat(cluster.keys(JobCluster.RESULTS))
        .filteredOn(key -> key.startsWith("good-"))
        .hasSize(50);
    assertThat(cluster.keys(JobCluster.RESULTS)).noneMatch(key -> key.startsWith("bad-"));
    for (ProducerRecord<byte[], byte[]> bad : jobs.subList(0, 11)) {
      ConsumerRecord<byte[], byte[]> letter = letter(text(bad.key()));
      assertThat(letter.value()).isEqualTo(bad.value());
      JsonNode error = Json.read(header(letter, "cameleer-error")).path("error");
      assertThat(error.path("message").asText()).isNotBlank();
      assertThat(error.path("code").asText()).isNotBlank();
      assertThat(header(letter, "cameleer-failure-class")).isIn("BAD_REQUEST", "ABANDONED");
      assertThat(header(letter, "cameleer-origin-topic")).isEqualTo(JobCluster.JOBS);
      assertThat(header(letter, "cameleer-origin-offset")).isNotEmpty();
    }
    assertThat(header(letter("bad-refused"), "cameleer-attempts")).endsWith(":400");
    assertThat(header(letter("bad-priority"), "cameleer-priority")).isEqualTo("soon");
    for (String late : List.of("bad-deadline", "bad-ancient")) {
      assertThat(header(letter(late), "cameleer-error")).contains("deadline_exceeded");
    }
  }

  @Test
  void theSameJobSentAgainHasNoSecondResult() throws Exception {
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    for (int copy = 0; copy < 5; copy++) {
      jobs.add(job("same", line("c", "same, with a key")));
      jobs.add(job(null, line("c", "same, without a key")));
    }
    cluster.send(jobs);

    awaitRest();

    assertThat(cluster.keys(JobCluster.RESULTS)).containsOnlyOnce("same");
    assertThat(cluster.read(JobCluster.RESULTS))
        .extracting(result -> text(result.value()))
        .filteredOn(line -> line.contains("same, without a key"))
        .hasSize(1);
    assertThat(provider.calls("same, with a key")).isEqualTo(1);
    assertThat(provider.calls("same, without a key")).isEqualTo(1);
  }

  @Test
  void aResultThatWasWrittenDownButNotPublishedIsNotPaidForAgain() throws Exception {
    awaitRest();
    TopicPartition partition = new TopicPartition(JobCluster.JOBS, 0);
    String address = JobCluster.JOBS + "/0/" + cluster.endOffset(partition);
    Instant now = Instant.now();
    gateway
        .context()
        .getBean(JobResults.class)
        .save(
            List.of(
                new JobResult(
                    JobId.ofKey("", bytes("kept")),
                    "",
                    new JobOrigin.Topic(),
                    new JobResponse(200, address, bytes("{\"kept\":true}")),
                    null,
                    JobProvenance.WITHOUT_ATTEMPT,
                    now,
                    now.plusSeconds(60))));

    cluster.send(
        List.of(
            new ProducerRecord<>(
                JobCluster.JOBS, 0, bytes("kept"), bytes(line("c", "paid for already")))));

    JsonNode line = Json.read(result("kept").value());
    assertThat(line.at("/response/body/kept").asBoolean()).isTrue();
    assertThat(provider.calls("paid for already")).isZero();
  }

  @Test
  void aDeadLetterThatIsSentAgainAsItIsIsTheSameJobAgain() throws Exception {
    cluster.send(List.of(job("replay", line("c", "400*1 once"))));
    ConsumerRecord<byte[], byte[]> letter = letter("replay");

    cluster.send(
        List.of(
            new ProducerRecord<>(
                JobCluster.JOBS, null, letter.key(), letter.value(), letter.headers())));

    assertThat(answer(result("replay"))).isEqualTo("re: 400*1 once");
  }

  @Test
  void cloudEventsAreAnsweredByCloudEventsOfTheSameForm() throws Exception {
    ProducerRecord<byte[], byte[]> binary = job("binary", line("c", "x"));
    binary
        .headers()
        .add("ce_specversion", bytes("1.0"))
        .add("ce_id", bytes("e1"))
        .add("ce_source", bytes("/shop"))
        .add("ce_type", bytes("ask"))
        .add("content-type", bytes("application/json"));
    ProducerRecord<byte[], byte[]> structured =
        job(
            "structured",
            "{\"specversion\":\"1.0\",\"id\":\"e2\",\"source\":\"/shop\",\"type\":\"ask\",\"data\":"
                + line("c", "x")
                + "}");
    structured.headers().add("content-type", bytes("application/cloudevents+json"));
    cluster.send(List.of(binary, structured));

    ConsumerRecord<byte[], byte[]> first = result("binary");
    assertThat(header(first, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(first, "ce_subject")).isEqualTo("e1");
    assertThat(header(first, "ce_type")).isEqualTo("io.cameleer.job.result");
    assertThat(Json.read(first.value()).path("custom_id").asText()).isEqualTo("c");
    ConsumerRecord<byte[], byte[]> second = result("structured");
    assertThat(header(second, "content-type")).isEqualTo("application/cloudevents+json");
    JsonNode event = Json.read(second.value());
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("subject").asText()).isEqualTo("e2");
    assertThat(event.at("/data/response/status_code").asInt()).isEqualTo(200);
  }

  @Test
  void aJobMayHaveItsResultSentElsewhereWhereThatIsAllowedAndPossible() throws Exception {
    cluster.send(
        List.of(
            with(job("reply-there", line("c", "x")), "reply-topic", REPLIES),
            with(job("reply-missing", line("c", "x")), "reply-topic", "missing"),
            with(job("reply-forbidden", line("c", "x")), "reply-topic", JobCluster.JOBS)));

    assertThat(found(REPLIES, "reply-there").value()).isNotEmpty();
    assertThat(header(letter("reply-missing"), "cameleer-error"))
        .contains("reply_topic_not_writable");
    assertThat(header(letter("reply-forbidden"), "cameleer-error"))
        .contains("cameleer-reply-topic");
    awaitRest();
    assertThat(cluster.keys(JobCluster.RESULTS)).noneMatch(key -> key.startsWith("reply-"));
  }

  @Test
  void aResultThatItsTopicDoesNotTakeIsADeadLetterAndTheOthersGoOn() throws Exception {
    byte[] noise = new byte[70_000];
    new Random(1).nextBytes(noise);
    List<ProducerRecord<byte[], byte[]>> jobs = new ArrayList<>();
    jobs.add(job("large", line("l", Base64.getEncoder().encodeToString(noise))));
    IntStream.range(0, 20).forEach(number -> jobs.add(job("small-" + number, line("g", "x"))));
    cluster.send(jobs);

    assertThat(header(letter("large"), "cameleer-error")).contains("result_too_large");
    awaitRest();
    assertThat(cluster.keys(JobCluster.RESULTS))
        .filteredOn(key -> key.startsWith("small-"))
        .hasSize(20);
  }

  @Test
  void piecesOfAStreamedAnswerArePublishedAsTheyCome() throws Exception {
    cluster.send(
        List.of(
            job(
                "stream",
                body("bit by bit").replace("\"messages\"", "\"stream\":true,\"messages\""))));

    assertThat(answer(result("stream"))).isEqualTo("re: bit by bit");
    List<ConsumerRecord<byte[], byte[]>> pieces = cluster.read(PARTIAL_RESULTS);
    assertThat(pieces)
        .extracting(piece -> header(piece, "cameleer-sequence"))
        .startsWith("0", "1", "2");
    assertThat(pieces).allMatch(piece -> text(piece.key()).equals("stream"));
    assertThat(Json.read(pieces.getFirst().value()).path("object").asText())
        .isEqualTo("chat.completion.chunk");
  }

  @Test
  void aJobWaitsUntilAProviderThatWasAwayIsBack() throws Exception {
    cluster.send(List.of(job("patient", line("c", "503*2 patience"))));

    ConsumerRecord<byte[], byte[]> result = result("patient");

    assertThat(answer(result)).isEqualTo("re: 503*2 patience");
    assertThat(header(result, "cameleer-attempts")).matches(".*:503, .*:503, .*:ok");
  }

  @Test
  void whatBecomesOfLinesOfBatchesAndPostedJobsIsKeptAndNotPublished() throws Exception {
    BatchId batch = BatchId.random();
    JobId good = JobId.ofLine(batch, 1);
    JobId bad = JobId.ofLine(batch, 2);
    JobId posted = JobId.random();
    JobResults results = gateway.context().getBean(JobResults.class);
    PostedJobs postedJobs = gateway.context().getBean(PostedJobs.class);
    Instant now = Instant.now();
    postedJobs.create(
        new PostedJob(
            posted,
            "ann",
            request("slow"),
            JobStatus.QUEUED,
            now,
            null,
            now.plusSeconds(60),
            null));
    CountDownLatch gate = provider.gate("slow");
    cluster.send(
        List.of(
            kept(posted, new JobOrigin.Posted(), "slow"),
            kept(good, new JobOrigin.BatchLine(batch, 1, "c1"), "x"),
            kept(bad, new JobOrigin.BatchLine(batch, 2, "c2"), "400*9 batch"),
            new ProducerRecord<>(JobCluster.BATCH_JOBS, bytes("stranger"), bytes("x"))));

    await()
        .atMost(PATIENCE)
        .until(
            () -> postedJobs.find("ann", posted).orElseThrow().status() == JobStatus.IN_PROGRESS);
    gate.countDown();
    await()
        .atMost(PATIENCE)
        .until(() -> cluster.lag(JobCluster.GROUP + "-batches", JobCluster.BATCH_JOBS) == 0);

    assertThat(results.find(List.of(posted))).containsKey(posted);
    assertThat(postedJobs.find("ann", posted).orElseThrow().status())
        .isEqualTo(JobStatus.COMPLETED);
    assertThat(cluster.keys(JobCluster.RESULTS)).doesNotContain(good.value(), posted.value());
    assertThat(cluster.keys(JobCluster.DEAD_LETTERS)).doesNotContain(bad.value(), "stranger");
  }

  @Test
  void readinessTellsHowJobsFare() throws Exception {
    CountDownLatch gate = provider.gate("ready");
    cluster.send(List.of(job("ready", line("c", "ready"))));
    await().atMost(PATIENCE).until(() -> provider.calls("ready") == 1);

    JsonNode report = Json.read(gateway.get("/health/ready").body());

    assertThat(report.path("status").asText()).isEqualTo("ready");
    assertThat(report.at("/jobs/calling").asInt()).isPositive();
    assertThat(report.at("/jobs/in_hand").asInt()).isPositive();
    assertThat(report.at("/jobs/problem").isMissingNode()).isTrue();
    gate.countDown();
    assertThat(answer(result("ready"))).isEqualTo("re: ready");
  }

  private static ProducerRecord<byte[], byte[]> kept(JobId id, JobOrigin origin, String prompt) {
    OutgoingRecord record = KeptJobs.write(id, "ann", origin, request(prompt), null);
    ProducerRecord<byte[], byte[]> kept =
        new ProducerRecord<>(JobCluster.BATCH_JOBS, record.key(), record.value());
    record.headers().forEach(header -> kept.headers().add(header.name(), header.value()));
    return kept;
  }

  private static JobRequest request(String prompt) {
    return new JobRequest(null, "/v1/chat/completions", Map.of(), bytes(body(prompt)));
  }

  private static ConsumerRecord<byte[], byte[]> result(String key) {
    return found(JobCluster.RESULTS, key);
  }

  private static ConsumerRecord<byte[], byte[]> letter(String key) {
    return found(JobCluster.DEAD_LETTERS, key);
  }

  private static ConsumerRecord<byte[], byte[]> found(String topic, String key) {
    await().atMost(PATIENCE).until(() -> cluster.keys(topic).contains(key));
    return cluster.read(topic).stream()
        .filter(record -> text(record.key()).equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** Every record is done and committed. */
  private static void awaitRest() {
    await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
  }
}
