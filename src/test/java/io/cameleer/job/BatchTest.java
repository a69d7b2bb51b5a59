package io.cameleer.job;

import static io.cameleer.job.BatchStatus.CANCELLED;
import static io.cameleer.job.BatchStatus.CANCELLING;
import static io.cameleer.job.BatchStatus.COMPLETED;
import static io.cameleer.job.BatchStatus.EXPIRED;
import static io.cameleer.job.BatchStatus.FAILED;
import static io.cameleer.job.BatchStatus.FINALIZING;
import static io.cameleer.job.BatchStatus.IN_PROGRESS;
import static io.cameleer.job.BatchStatus.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final BatchFiles FILES = new BatchFiles(FileId.random(), null);

  private static final Map<BatchStatus, Set<BatchStatus>> LIFE =
      Map.of(
          VALIDATING, Set.of(FAILED, IN_PROGRESS, CANCELLING, EXPIRED),
          IN_PROGRESS, Set.of(FINALIZING, CANCELLING),
          FINALIZING, Set.of(COMPLETED, EXPIRED),
          CANCELLING, Set.of(CANCELLED),
          FAILED, Set.of(),
          COMPLETED, Set.of(),
          EXPIRED, Set.of(),
          CANCELLED, Set.of());

  @ParameterizedTest
  @EnumSource
  void each_state_is_followed_by_those_of_openais_life_cycle_only(BatchStatus status) {
    for (BatchStatus next : BatchStatus.values()) {
      assertThat(status.canBecome(next))
          .as(status + " to " + next)
          .isEqualTo(LIFE.get(status).contains(next));
    }
    assertThat(status.isFinal()).isEqualTo(LIFE.get(status).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void each_state_is_found_by_the_name_clients_see(BatchStatus status) {
    assertThat(BatchStatus.ofWireName(status.wireName())).isEqualTo(status);
    assertThat(status.wireName()).matches("[a-z_]+");
  }

  @Test
  void a_batch_that_goes_well_notes_when_it_reached_each_state() {
    Batch batch =
        newBatch()
            .start(3, "gpt-5", NOW.plusSeconds(1))
            .finalizing(NOW.plusSeconds(2))
            .complete(FILES, NOW.plusSeconds(3));

    assertThat(batch.status()).isEqualTo(COMPLETED);
    assertThat(batch.progress().counts()).isEqualTo(new RequestCounts(3, 0, 0));
    assertThat(batch.model()).isEqualTo("gpt-5");
    assertThat(batch.files()).isEqualTo(FILES);
    assertThat(batch.times().at(VALIDATING)).isEqualTo(NOW);
    assertThat(batch.times().at(IN_PROGRESS)).isEqualTo(NOW.plusSeconds(1));
    assertThat(batch.times().at(FINALIZING)).isEqualTo(NOW.plusSeconds(2));
    assertThat(batch.times().at(COMPLETED)).isEqualTo(NOW.plusSeconds(3));
    assertThat(batch.times().at(CANCELLED)).isNull();
  }

  @Test
  void a_cancelled_batch_keeps_what_it_has() {
    Batch batch =
        newBatch()
            .start(3, null, NOW)
            .cancel(NOW.plusSeconds(1))
            .cancelled(FILES, NOW.plusSeconds(2));

    assertThat(batch.status()).isEqualTo(CANCELLED);
    assertThat(batch.files()).isEqualTo(FILES);
    assertThat(batch.times().at(CANCELLING)).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void a_batch_with_a_bad_file_says_what_is_wrong() {
    BatchError error = new BatchError("invalid_json_line", "This line is no JSON.", null, 7);

    Batch batch = newBatch().fail(List.of(error), NOW);

    assertThat(batch.status()).isEqualTo(FAILED);
    assertThat(batch.errors()).containsExactly(error);
  }

  @Test
  void a_step_that_is_not_allowed_is_refused() {
    Batch completed = newBatch().start(1, null, NOW).finalizing(NOW).complete(FILES, NOW);

    assertThatThrownBy(() -> completed.cancel(NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is completed and can't be cancelling");
    assertThatThrownBy(() -> newBatch().complete(FILES, NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Batch newBatch() {
    BatchRequest request =
        new BatchRequest("/v1/chat/completions", FileId.random(), "24h", Map.of(), null);
    return Batch.create("sales", request, NOW, NOW.plusSeconds(86_400));
  }
}
