package io.cameleer.job.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage does. */
abstract class ContentStorageContract {

  abstract ContentStorage storage() throws IOException;

  /** How many contents there are, complete or not, in the eyes of the storage's own server. */
  abstract int stored() throws IOException;

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, S3Upload.PART_BYTES, S3Upload.PART_BYTES + 1, 2 * S3Upload.PART_BYTES + 17})
  void a_content_of_any_size_is_read_as_it_was_written(int size) throws IOException {
    FileId id = FileId.random();
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);

    try (ContentStorage.Upload upload = storage().begin(id)) {
      writeInUnevenPieces(upload, content);
      assertThat(upload.commit()).isEqualTo(size);
    }

    try (InputStream input = storage().open(id)) {
      assertThat(input.readAllBytes()).isEqualTo(content);
    }
    assertThat(stored()).isOne();
  }

  private static void writeInUnevenPieces(OutputStream output, byte[] content) throws IOException {
    int written = 0;
    if (content.length > 0) {
      output.write(content[written++]);
    }
    while (written < content.length) {
      int piece = Math.min(content.length - written, 1_000_003);
      output.write(content, written, piece);
      written += piece;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2 * S3Upload.PART_BYTES})
  void a_content_that_was_not_committed_leaves_nothing_behind(int size) throws IOException {
    FileId id = FileId.random();

    try (ContentStorage.Upload upload = storage().begin(id)) {
      upload.write(new byte[size]);
      upload.flush();
      assertThatThrownBy(() -> storage().open(id)).isInstanceOf(NoSuchFileException.class);
    }

    assertThatThrownBy(() -> storage().open(id)).isInstanceOf(NoSuchFileException.class);
    assertThat(stored()).isZero();
  }

  @Test
  void contents_do_not_mix() throws IOException {
    FileId one = FileId.random();
    FileId two = FileId.random();
    try (ContentStorage.Upload first = storage().begin(one);
        ContentStorage.Upload second = storage().begin(two)) {
      first.write("one".getBytes(UTF_8));
      second.write("two".getBytes(UTF_8));
      first.commit();
      second.commit();
    }

    assertThat(read(one)).isEqualTo("one");
    assertThat(read(two)).isEqualTo("two");
  }

  @Test
  void a_content_that_is_written_again_replaces_the_first() throws IOException {
    FileId id = FileId.random();
    write(id, "first");

    write(id, "second");

    assertThat(read(id)).isEqualTo("second");
    assertThat(stored()).isOne();
  }

  @Test
  void a_deleted_content_is_gone_and_may_be_deleted_again() throws IOException {
    FileId id = FileId.random();
    write(id, "text");

    storage().delete(id);
    storage().delete(id);

    assertThatThrownBy(() -> storage().open(id)).isInstanceOf(NoSuchFileException.class);
    assertThat(stored()).isZero();
  }

  @Test
  void a_reader_may_leave_early() throws IOException {
    FileId id = FileId.random();
    write(id, "x".repeat(1_000_000));

    try (InputStream input = storage().open(id)) {
      assertThat(input.read()).isEqualTo('x');
    }

    assertThat(read(id)).hasSize(1_000_000);
  }

  final void write(FileId id, String text) throws IOException {
    try (ContentStorage.Upload upload = storage().begin(id)) {
      upload.write(text.getBytes(UTF_8));
      upload.commit();
    }
  }

  final String read(FileId id) throws IOException {
    try (InputStream input = storage().open(id)) {
      return new String(input.readAllBytes(), UTF_8);
    }
  }
}
