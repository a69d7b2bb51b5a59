package io.cameleer.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.FileId;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.TokenCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTaskTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Batch NEW =
      Batch.create(
          "ann",
          new BatchRequest("/v1/embeddings", new FileId("file-1"), "24h", Map.of(), null),
          NOW,
          NOW.plus(Duration.ofHours(24)));
  private static final Batch STARTED = NEW.start(10, null, NOW);

  @Test
  void aNewBatchIsValidated() {
    assertThat(due(NEW, NOW, SHORT)).isEqualTo(BatchTask.VALIDATE);
  }

  @Test
  void linesAreSentUntilAllAreOnTheirWay() {
    assertThat(due(STARTED, NOW, SHORT)).isEqualTo(BatchTask.SEND);
    assertThat(due(with(STARTED, 3, 4, false), NOW, SHORT)).isEqualTo(BatchTask.SEND);
    assertThat(due(with(STARTED, 3, 4, true), NOW, SHORT)).isEqualTo(BatchTask.NONE);
  }

  @Test
  void aBatchEndsWithItsLastLineOrItsTime() {
    assertThat(due(with(STARTED, 8, 2, true), NOW, SHORT)).isEqualTo(BatchTask.FINISH);
    assertThat(due(with(STARTED, 8, 2, false), NOW, SHORT)).isEqualTo(BatchTask.FINISH);
    assertThat(due(STARTED, NOW.plus(Duration.ofHours(24)), SHORT)).isEqualTo(BatchTask.FINISH);
    assertThat(due(STARTED.finalizing(NOW), NOW, SHORT)).isEqualTo(BatchTask.FINISH);
  }

  @Test
  void aCancelledBatchWaitsForWhatIsInFlight() {
    Batch cancelled = STARTED.cancel(NOW);
    assertThat(due(cancelled, NOW, LONG)).isEqualTo(BatchTask.NONE);
    assertThat(due(cancelled, NOW.plus(LONG), SHORT)).isEqualTo(BatchTask.NONE);
    assertThat(due(cancelled, NOW.plus(LONG), LONG)).isEqualTo(BatchTask.FINISH);
    assertThat(due(cancelled, NOW.plus(Duration.ofMinutes(10)), SHORT)).isEqualTo(BatchTask.FINISH);
    assertThat(due(with(cancelled, 9, 1, true), NOW, SHORT)).isEqualTo(BatchTask.FINISH);
    assertThat(due(NEW.cancel(NOW), NOW, SHORT)).isEqualTo(BatchTask.FINISH);
  }

  @Test
  void aBatchThatIsOverIsLeftAlone() {
    assertThat(due(NEW.fail(List.of(), NOW), NOW, LONG)).isEqualTo(BatchTask.NONE);
    assertThat(due(STARTED.finalizing(NOW).complete(BatchFiles.NONE, NOW), NOW, LONG))
        .isEqualTo(BatchTask.NONE);
    assertThat(due(STARTED.cancel(NOW).cancelled(BatchFiles.NONE, NOW), NOW, LONG))
        .isEqualTo(BatchTask.NONE);
  }

  private static BatchTask due(Batch batch, Instant now, Duration quiet) {
    return BatchTask.due(batch, now, quiet, BatchPace.DEFAULT);
  }

  private static Batch with(Batch batch, int completed, int failed, boolean sent) {
    return batch.with(
        new BatchProgress(
            new RequestCounts(10, completed, failed),
            TokenCounts.ZERO,
            new BatchProgress.Sent(5, sent)));
  }
}
