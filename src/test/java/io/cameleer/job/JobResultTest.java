package io.cameleer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobResultTest {

  @Test
  void an_answer_with_a_2xx_status_is_a_success() {
    assertThat(result(new JobResponse(200, "r", new byte[0]), null).succeeded()).isTrue();
    assertThat(result(new JobResponse(299, "r", new byte[0]), null).succeeded()).isTrue();
    assertThat(result(new JobResponse(199, "r", new byte[0]), null).succeeded()).isFalse();
    assertThat(result(new JobResponse(300, "r", new byte[0]), null).succeeded()).isFalse();
    assertThat(result(new JobResponse(429, "r", new byte[0]), null).succeeded()).isFalse();
  }

  @Test
  void an_error_is_no_success() {
    assertThat(result(null, JobError.of("batch_expired", "Too late.")).succeeded()).isFalse();
  }

  @Test
  void a_result_says_something() {
    assertThatThrownBy(() -> result(null, null)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_type_of_a_failure_stands_in_for_a_missing_code() {
    Failure coded = Failure.badRequest("unknown_model", "model", "There is no such model.");
    Failure bare = Failure.of(503, "server_error", null, "Out of order.", FailureClass.RETRY_SAME);

    assertThat(JobError.of(coded))
        .isEqualTo(
            new JobError("unknown_model", "There is no such model.", FailureClass.BAD_REQUEST));
    assertThat(JobError.of(bare).code()).isEqualTo("server_error");
  }

  @Test
  void waits_between_deliveries_come_to_an_end() {
    assertThat(RetrySchedule.WEBHOOKS.afterAttempt(1)).contains(Duration.ofSeconds(5));
    assertThat(RetrySchedule.WEBHOOKS.afterAttempt(6)).contains(Duration.ofHours(10));
    assertThat(RetrySchedule.WEBHOOKS.afterAttempt(7)).isEmpty();
  }

  private static JobResult result(@Nullable JobResponse response, @Nullable JobError error) {
    return new JobResult(
        JobId.random(),
        "",
        new JobOrigin.Topic(),
        response,
        error,
        JobProvenance.WITHOUT_ATTEMPT,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
