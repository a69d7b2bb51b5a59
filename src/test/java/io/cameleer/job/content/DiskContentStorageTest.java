package io.cameleer.job.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskContentStorageTest extends ContentStorageContract {

  private static final Instant NOW = Instant.now();

  @TempDir private Path temporary;
  private Path folder;
  private ContentStorage storage;

  @BeforeEach
  void open() throws IOException {
    folder = temporary.resolve("data/files");
    storage = DiskContentStorage.in(folder, NOW);
  }

  @Override
  ContentStorage storage() {
    return storage;
  }

  @Override
  int stored() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return (int) files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void a_file_on_disk_has_the_name_of_its_id() throws IOException {
    FileId id = FileId.random();
    write(id, "text");

    assertThat(folder.resolve(id.value())).hasContent("text");
  }

  @Test
  void nobody_but_the_owner_can_read_the_folder() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void what_a_dead_gateway_left_is_cleared_away_after_a_day_and_contents_stay() throws IOException {
    FileId kept = FileId.random();
    write(kept, "text");
    ContentStorage.Upload abandoned = storage.begin(FileId.random());
    ContentStorage.Upload running = storage.begin(FileId.random());
    Path incoming = folder.resolve("incoming");
    try (Stream<Path> parts = Files.list(incoming)) {
      Files.setLastModifiedTime(
          parts.findFirst().orElseThrow(), FileTime.from(NOW.minus(Duration.ofHours(25))));
    }
    Files.setLastModifiedTime(
        folder.resolve(kept.value()), FileTime.from(NOW.minus(Duration.ofDays(20))));

    DiskContentStorage.in(folder, NOW);

    assertThat(incoming).isDirectoryContaining("glob:**.part");
    assertThat(stored()).isEqualTo(2);
    abandoned.close();
    running.close();
  }

  @Test
  void a_folder_that_cannot_be_used_is_reported() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "text");

    assertThatThrownBy(() -> DiskContentStorage.in(file, NOW)).isInstanceOf(IOException.class);
  }
}
