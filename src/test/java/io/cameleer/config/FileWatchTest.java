package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  @TempDir private Path folder;
  private Path file;
  private FileWatch watch;

  @BeforeEach
  void look() throws IOException {
    file = Files.writeString(folder.resolve("file.yaml"), "old");
    watch = new FileWatch(() -> List.of(file));
  }

  @Test
  void aFileThatStaysAsItIsHasNotChanged() {
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isFalse();
    assertThat(text()).isEqualTo("old");
  }

  @Test
  void aChangeIsToldOnceWhenTheFileIsWhole() throws IOException {
    Files.writeString(file, "ne");
    assertThat(watch.changed()).isFalse();
    Files.writeString(file, "new");
    assertThat(watch.changed()).isFalse();
    assertThat(text()).isEqualTo("old");

    assertThat(watch.changed()).isTrue();
    assertThat(text()).isEqualTo("new");
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void whatIsWrittenAndTakenBackBetweenTwoLooksIsNoChange() throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "new");
    assertThat(watch.changed()).isFalse();
    Files.writeString(file, "old");
    Files.setLastModifiedTime(file, before);

    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isFalse();
  }

  @Test
  void aFileThatIsTouchedIsToBeReadAgain() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
  }

  @Test
  void aFileThatIsGoneHasChangedAndHasNoContent() throws IOException {
    Files.delete(file);

    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
    assertThat(watch.known().getFirst().bytes()).isNull();
  }

  @Test
  void aFolderThatIsExchangedBehindALinkIsNoticed() throws IOException {
    Path first = Files.createDirectory(folder.resolve("..2026_1"));
    Path second = Files.createDirectory(folder.resolve("..2026_2"));
    Files.writeString(first.resolve("mounted.yaml"), "old");
    Files.writeString(second.resolve("mounted.yaml"), "new");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
    file = Files.createSymbolicLink(folder.resolve("mounted.yaml"), Path.of("..data/mounted.yaml"));
    watch = new FileWatch(() -> List.of(file));

    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
    Files.move(next, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
    assertThat(text()).isEqualTo("new");
  }

  private String text() {
    return new String(Objects.requireNonNull(watch.known().getFirst().bytes()));
  }
}
