package io.cameleer.job.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import io.cameleer.job.JobId;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.TokenCounts;
import io.cameleer.job.content.DiskContentStorage;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.RecordHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchLinesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final FileId FILE = FileId.random();
  private static final BatchLimits LIMITS = BatchLimits.of(1_000, 100, 1_000);

  @TempDir private Path folder;
  private ContentStorage contents;

  @BeforeEach
  void write() throws IOException {
    contents = DiskContentStorage.in(folder, NOW);
    try (ContentStorage.Upload upload = contents.begin(FILE)) {
      upload.write(
          """
          {"custom_id":"a","method":"POST","url":"/v1/chat/completions","body": {"model":"m" , "n":1.50}}

          {"url":"/v1/chat/completions","body":{"metadata":{"tag":"own"}},"custom_id":"b","method":"POST"}
          {"custom_id":"c","method":"POST","url":"/v1/chat/completions","body":{"metadata":{"x":"tag"}}}
          """
              .getBytes(UTF_8));
      upload.commit();
    }
  }

  @Test
  void eachLineIsAJobThatIsTheSameWheneverItIsSent() throws IOException {
    Batch batch = batch(Map.of(), 0);
    List<OutgoingRecord> first = all(batch);
    assertThat(first).hasSize(3);
    assertThat(new String(first.getFirst().key(), UTF_8))
        .isEqualTo(JobId.ofLine(batch.id(), 1).value());
    assertThat(new String(first.getFirst().value(), UTF_8))
        .isEqualTo(
            "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"m\",\"n\":1.50}}");
    assertThat(headers(first.get(1)))
        .containsEntry("cameleer-caller", "ann")
        .containsEntry("cameleer-batch-id", batch.id().value())
        .containsEntry("cameleer-line", "3")
        .containsEntry("cameleer-priority", "3");
    assertThat(all(batch)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void whoTakesOverGoesOnBehindTheLastLineThatWasNoted() throws IOException {
    try (BatchLines lines = BatchLines.of(batch(Map.of(), 3), contents, LIMITS)) {
      assertThat(lines.requests()).isEqualTo(2);
      List<LineJob> rest = lines.next(10);
      assertThat(rest).hasSize(1);
      assertThat(headers(rest.getFirst().record())).containsEntry("cameleer-line", "4");
      assertThat(lines.throughLine()).isEqualTo(4);
      assertThat(lines.requests()).isEqualTo(3);
      assertThat(lines.complete()).isTrue();
    }
  }

  @Test
  void linesComeInPortions() throws IOException {
    try (BatchLines lines = BatchLines.of(batch(Map.of(), 0), contents, LIMITS)) {
      assertThat(lines.next(2)).hasSize(2);
      assertThat(lines.throughLine()).isEqualTo(3);
      assertThat(lines.complete()).isFalse();
      assertThat(lines.next(0)).isEmpty();
      assertThat(lines.next(2)).hasSize(1);
    }
  }

  @Test
  void theTagOfABatchIsForLinesWithoutOne() throws IOException {
    List<OutgoingRecord> tagged = all(batch(Map.of("tag", "coding"), 0));
    assertThat(headers(tagged.get(0))).containsEntry("cameleer-tag", "coding");
    assertThat(headers(tagged.get(1))).doesNotContainKey("cameleer-tag");
    assertThat(headers(tagged.get(2))).containsEntry("cameleer-tag", "coding");

    List<OutgoingRecord> noted =
        all(batch(Map.of("tag", "a", BatchNotes.TAG, "b", BatchNotes.REGION, "eu"), 0));
    assertThat(headers(noted.get(0)))
        .containsEntry("cameleer-tag", "b")
        .containsEntry("cameleer-region", "eu");
  }

  private List<OutgoingRecord> all(Batch batch) throws IOException {
    try (BatchLines lines = BatchLines.of(batch, contents, LIMITS)) {
      return lines.next(10).stream().map(LineJob::record).toList();
    }
  }

  private final Batch created =
      Batch.create(
          "ann",
          new BatchRequest("/v1/chat/completions", FILE, "24h", Map.of(), null),
          NOW,
          NOW.plusSeconds(60));

  private Batch batch(Map<String, String> metadata, int sent) {
    BatchRequest request = new BatchRequest("/v1/chat/completions", FILE, "24h", metadata, null);
    return new Batch(
        created.id(),
        created.caller(),
        request,
        null,
        created.status(),
        created.times(),
        new BatchProgress(
            new RequestCounts(3, 0, 0), TokenCounts.ZERO, new BatchProgress.Sent(sent, false)),
        List.of(),
        created.files());
  }

  private static Map<String, String> headers(OutgoingRecord record) {
    return record.headers().stream()
        .collect(Collectors.toMap(RecordHeader::name, header -> new String(header.value(), UTF_8)));
  }
}
