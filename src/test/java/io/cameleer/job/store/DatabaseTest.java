package io.cameleer.job.store;

import static io.cameleer.job.store.Samples.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cameleer.job.JobId;
import io.cameleer.job.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @Test
  void the_folder_of_the_file_is_created_and_what_it_holds_is_there_the_next_time(
      @TempDir Path folder) {
    DatabaseSettings settings = file(folder.resolve("data/deep/cameleer.db"));
    JobId id = JobId.random();
    try (Database database = Database.open(settings)) {
      new SqlJobResults(database, InstantSource.system()).save(List.of(answered(id)));
    }

    try (Database database = Database.open(settings)) {
      assertThat(new SqlJobResults(database, InstantSource.system()).find(List.of(id))).hasSize(1);
    }
  }

  @Test
  void a_file_that_is_in_use_is_refused_with_the_process_that_has_it(@TempDir Path folder) {
    DatabaseSettings settings = file(folder.resolve("cameleer.db"));
    try (Database first = Database.open(settings)) {
      assertThatThrownBy(() -> Database.open(settings))
          .isInstanceOf(DatabaseInUseException.class)
          .hasMessageContaining("cameleer.db is in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("PostgreSQL");
      assertThat(new SqlLeases(first, InstantSource.system()).acquire("a", "b", Duration.ZERO))
          .isTrue();
    }
  }

  @Test
  void nobody_but_the_owner_can_read_the_files(@TempDir Path folder) throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    try (Database database = Database.open(file(folder.resolve("cameleer.db")))) {
      new SqlJobResults(database, InstantSource.system()).save(List.of(answered(JobId.random())));

      for (String name : List.of("cameleer.db", "cameleer.db-wal")) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
            .as(name)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void a_closed_database_says_so(@TempDir Path folder) {
    Database database = Database.open(file(folder.resolve("cameleer.db")));
    database.close();

    assertThatThrownBy(
            () -> new SqlJobResults(database, InstantSource.system()).find(List.of(JobId.random())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_database_is_opened_when_it_is_needed_and_tried_again_after_a_failure(@TempDir Path folder)
      throws Exception {
    Path path = folder.resolve("cameleer.db");
    try (Database database = Database.of(file(path))) {
      assertThat(folder).isEmptyDirectory();
      SqlJobResults results = new SqlJobResults(database, InstantSource.system());
      try (Database other = Database.open(file(path))) {
        assertThatThrownBy(() -> results.find(List.of(JobId.random())))
            .isInstanceOf(DatabaseInUseException.class);
      }
      assertThat(results.find(List.of(JobId.random()))).isEmpty();
    }
  }

  @Test
  void a_database_that_was_never_needed_can_be_closed(@TempDir Path folder) {
    Database.of(file(folder.resolve("cameleer.db"))).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_not_held(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("cameleer.db");
    Files.writeString(path, "This is no database. ".repeat(100));

    assertThatThrownBy(() -> Database.open(file(path))).isInstanceOf(StoreException.class);

    Files.delete(path);
    Database.open(file(path)).close();
  }

  @Test
  void a_server_that_is_not_there_is_reported_without_the_password() {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/nowhere", "me", "secret", 1);

    assertThatThrownBy(() -> Database.open(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:./data",
        "jdbc:mysql://localhost/x",
        "data/cameleer.db",
        "jdbc:sqlite:",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:data.db?journal_mode=OFF",
        "jdbc:postgresql://a:b:c/jobs"
      })
  void other_databases_are_refused(String url) {
    assertThatThrownBy(() -> DatabaseSettings.of(url)).isInstanceOf(IllegalArgumentException.class);
  }

  private static DatabaseSettings file(Path path) {
    return DatabaseSettings.of("jdbc:sqlite:" + path);
  }
}
