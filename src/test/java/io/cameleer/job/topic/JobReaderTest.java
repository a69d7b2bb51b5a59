package io.cameleer.job.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.job.JobId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {

  private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";
  private static final JobReader READER = new JobReader(1_000, Set.of("answers"));

  @Test
  void aBareBodyIsACallOfItsKind() {
    assertThat(read(BODY).endpoint()).isEqualTo(JobEndpoint.CHAT);
    assertThat(read("{\"model\":\"m\",\"input\":\"x\"}").endpoint())
        .isEqualTo(JobEndpoint.EMBEDDINGS);
  }

  @Test
  void aLineOfABatchSaysWhereItGoes() {
    ReceivedJob job =
        read(
            """
            {"custom_id":"a1","method":"POST","url":"/v1/embeddings",
             "body":{"model":"m","input":"x"}}
            """);
    assertThat(job.endpoint()).isEqualTo(JobEndpoint.EMBEDDINGS);
    assertThat(job.customId()).isEqualTo("a1");
    assertThat(job.body().path("input").asText()).isEqualTo("x");
  }

  @Test
  void theKeyNamesTheJobForItsCaller() {
    ReceivedJob job = READER.read(record("k1", BODY, "cameleer-caller", "ann"));
    assertThat(job.id()).isEqualTo(JobId.ofKey("ann", bytes("k1")));
    assertThat(job.key()).isEqualTo(bytes("k1"));
    assertThat(READER.read(record("k1", BODY, "cameleer-caller", "bob")).id())
        .isNotEqualTo(job.id());
  }

  @Test
  void withoutAKeyTheSameRecordIsTheSameJob() {
    JobId id = READER.read(record(null, BODY, "cameleer-tag", "a")).id();
    assertThat(READER.read(record(null, BODY, "cameleer-tag", "a", "traceparent", "t")).id())
        .isEqualTo(id);
    assertThat(READER.read(record(null, BODY, "cameleer-tag", "b")).id()).isNotEqualTo(id);
    assertThat(READER.read(record(null, BODY + " ", "cameleer-tag", "a")).id()).isNotEqualTo(id);
  }

  @Test
  void anEmptyKeyNamesNoJob() {
    ReceivedJob job = READER.read(record("", BODY));
    assertThat(job.id()).isEqualTo(READER.read(record(null, BODY)).id());
    assertThat(job.key()).isEqualTo(bytes(job.id().value()));
    assertThat(READER.read(record("", BODY + " ")).id()).isNotEqualTo(job.id());
  }

  @Test
  void headersSayTheTerms() {
    JobTerms terms =
        READER
            .read(
                record(
                    "k",
                    BODY,
                    "cameleer-tag",
                    "coding, urgent",
                    "cameleer-region",
                    "EU",
                    "cameleer-priority",
                    "9",
                    "cameleer-deadline",
                    "2030-01-31T18:00:00+01:00",
                    "cameleer-reply-topic",
                    "answers",
                    "cameleer-batch-id",
                    "night",
                    "traceparent",
                    "00-1-2-01"))
            .terms();
    assertThat(terms.tags()).containsExactly("coding", "urgent");
    assertThat(terms.regions()).containsExactly("eu");
    assertThat(terms.priority()).isEqualTo(9);
    assertThat(terms.deadline()).isEqualTo(Instant.parse("2030-01-31T17:00:00Z"));
    assertThat(terms.replyTopic()).isEqualTo("answers");
    assertThat(terms.passedOn())
        .containsEntry("traceparent", "00-1-2-01")
        .containsEntry("cameleer-batch-id", "night");
  }

  @Test
  void aDeadlineMayBeMilliseconds() {
    assertThat(READER.read(record("k", BODY, "cameleer-deadline", "1893456000000")).terms())
        .extracting(JobTerms::deadline)
        .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void aCloudEventInHeadersIsUnderstood() {
    ReceivedJob job =
        READER.read(
            record(
                null,
                BODY,
                "ce_specversion",
                "1.0",
                "ce_id",
                "e1",
                "ce_source",
                "/shop",
                "ce_type",
                "ask",
                "ce_cameleertag",
                "coding",
                "content-type",
                "application/json"));
    assertThat(job.terms().tags()).containsExactly("coding");
    assertThat(job.event()).isNotNull();
    assertThat(job.event().structured()).isFalse();
  }

  @Test
  void aCloudEventAsValueIsUnderstoodAndNamedByItsSourceAndId() {
    String event =
        """
        {"specversion":"1.0","id":"e1","source":"/shop","type":"ask","cameleerpriority":7,
         "data":{"model":"m","messages":[]}}
        """;
    ReceivedJob job =
        READER.read(record(null, event, "content-type", "application/cloudevents+json"));
    assertThat(job.event().structured()).isTrue();
    assertThat(job.terms().priority()).isEqualTo(7);
    assertThat(job.endpoint()).isEqualTo(JobEndpoint.CHAT);
    String again = event.replace("\"type\":\"ask\"", "\"type\":\"retry\"");
    assertThat(
            READER
                .read(
                    record(
                        null, again, "content-type", "application/cloudevents+json; charset=utf-8"))
                .id())
        .isEqualTo(job.id());
  }

  @Test
  void theDataOfACloudEventMayBeBase64() {
    String event =
        """
        {"specversion":"1.0","id":"e1","source":"/shop","type":"ask","data_base64":"eyJpbnB1dCI6ICJ4In0="}
        """;
    assertThat(
            READER
                .read(record(null, event, "content-type", "application/cloudevents+json"))
                .endpoint())
        .isEqualTo(JobEndpoint.EMBEDDINGS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "\"text\"",
        "null",
        "{",
        "{}",
        "{\"body\":1}",
        "{\"custom_id\":\"a\"}",
        "{\"url\":\"/v1/other\",\"body\":{\"messages\":[]}}",
        "{\"method\":\"GET\",\"body\":{\"messages\":[]}}",
        "{\"messages\":[]} trailing"
      })
  void aValueThatIsNoJobIsRefused(String value) {
    assertThat(failure(record("k", value)).status()).isEqualTo(400);
  }

  @Test
  void aValueBeyondTheLimitIsRefused() {
    assertThat(failure(record("k", "x".repeat(1_001))).code()).isEqualTo("record_too_large");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] value = {(byte) 0xff, (byte) 0xfe, 0, 0, 1};
    JobRecord record = new JobRecord(new RecordAddress("llm.jobs", 0, 1), null, value, List.of());
    assertThat(failure(record).code()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @CsvSource({
    "cameleer-priority,10",
    "cameleer-priority,high",
    "cameleer-deadline,tomorrow",
    "cameleer-deadline,99999999999999999999",
    "cameleer-region,','",
    "cameleer-reply-topic,__consumer_offsets",
    "ce_specversion,0.3",
    "ce_specversion,1.0",
    "content-type,application/cloudevents-batch+json"
  })
  void aHeaderThatMakesNoSenseIsRefused(String name, String value) {
    assertThat(failure(record("k", BODY, name, value)).status()).isEqualTo(400);
  }

  private static ReceivedJob read(String value) {
    return READER.read(record("k", value));
  }

  private static Failure failure(JobRecord record) {
    return catchThrowableOfType(CallFailedException.class, () -> READER.read(record)).failure();
  }

  private static JobRecord record(@Nullable String key, String value, String... headers) {
    List<RecordHeader> list = new ArrayList<>();
    for (int index = 0; index < headers.length; index += 2) {
      list.add(RecordHeader.of(headers[index], headers[index + 1]));
    }
    return new JobRecord(
        new RecordAddress("llm.jobs", 0, 1), key == null ? null : bytes(key), bytes(value), list);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
