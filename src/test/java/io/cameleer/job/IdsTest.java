package io.cameleer.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @Test
  void new_ids_have_openais_form_and_differ() {
    assertThat(BatchId.random().value()).matches("batch_[0-9a-f]{32}");
    assertThat(FileId.random().value()).matches("file-[0-9a-f]{32}");
    assertThat(JobId.random().value()).matches("job_[0-9a-f]{32}");
    assertThat(JobId.random()).isNotEqualTo(JobId.random());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file-",
        "file-../../etc/passwd",
        "file-a/b",
        "file-a.b",
        "file-ä",
        "batch_1",
        "FILE-a",
        "file-a\n",
        "file-a\0"
      })
  void what_is_not_the_id_of_a_file_is_refused(String text) {
    assertThat(FileId.parse(text)).isEmpty();
    assertThatThrownBy(() -> new FileId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void overlong_ids_are_refused() {
    assertThat(FileId.parse("file-" + "a".repeat(64))).isPresent();
    assertThat(FileId.parse("file-" + "a".repeat(65))).isEmpty();
    assertThat(BatchId.parse("batch_" + "a".repeat(65))).isEmpty();
    assertThat(JobId.parse("job_" + "a".repeat(65))).isEmpty();
  }

  @Test
  void the_same_key_of_the_same_caller_is_the_same_job() {
    JobId id = JobId.ofKey("sales", bytes("order-17"));

    assertThat(JobId.ofKey("sales", bytes("order-17"))).isEqualTo(id);
    assertThat(JobId.parse(id.value())).contains(id);
  }

  @Test
  void nobody_gets_the_job_of_another_by_choosing_the_same_words() {
    Set<JobId> ids = new HashSet<>();
    ids.add(JobId.ofKey("sales", bytes("order-17")));
    ids.add(JobId.ofKey("support", bytes("order-17")));
    ids.add(JobId.ofKey("", bytes("order-17")));
    ids.add(JobId.ofContent("sales", bytes("order-17")));
    ids.add(JobId.ofKey("sales\0order", bytes("-17")));
    ids.add(JobId.ofKey("sales", bytes("order\0-17")));

    assertThat(ids).hasSize(6);
  }

  @Test
  void a_line_of_a_batch_is_the_same_job_however_often_it_is_sent() {
    BatchId batch = BatchId.random();

    assertThat(JobId.ofLine(batch, 1)).isEqualTo(JobId.ofLine(batch, 1));
    assertThat(JobId.ofLine(batch, 1).value()).startsWith("batch_req_");
    assertThat(JobId.ofLine(batch, 1)).isNotEqualTo(JobId.ofLine(batch, 11));
    assertThat(JobId.ofLine(batch, 1)).isNotEqualTo(JobId.ofLine(BatchId.random(), 1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
