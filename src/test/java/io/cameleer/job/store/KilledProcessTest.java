package io.cameleer.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.JobId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process was told is saved is there after the process was killed. */
class KilledProcessTest {

  private static final int ROUNDS = 3;
  private static final int GROUPS_BEFORE_KILL = 40;

  @Test
  void all_acknowledged_results_survive_kills_and_the_file_is_free_again(@TempDir Path folder)
      throws Exception {
    DatabaseSettings settings = DatabaseSettings.of("jdbc:sqlite:" + folder.resolve("cameleer.db"));
    List<JobId> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(writtenUntilKilled(settings.url()));

      try (Database database = Database.open(settings)) {
        SqlJobResults results = new SqlJobResults(database, InstantSource.system());
        assertThat(acknowledged).hasSizeGreaterThan(round * GROUPS_BEFORE_KILL);
        assertThat(results.find(acknowledged).keySet())
            .containsExactlyInAnyOrderElementsOf(acknowledged);
      }
    }
  }

  private static List<JobId> writtenUntilKilled(String url) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ResultWriter.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = writer.inputReader()) {
      int groups = 0;
      for (String line = output.readLine(); line != null; line = readLine(output)) {
        // The log is on the same output.
        if (line.startsWith("job_")) {
          lines.add(line);
          if (++groups == GROUPS_BEFORE_KILL) {
            writer.destroyForcibly();
          }
        }
      }
    }
    assertThat(writer.waitFor()).as("killed, not ended").isNotZero();
    // The last line may have been cut off by the kill.
    return lines.subList(0, lines.size() - 1).stream()
        .flatMap(line -> Stream.of(line.split(" ")))
        .map(JobId::new)
        .toList();
  }

  /** What is left to read of a process that was killed, as long as it can be read. */
  private static String readLine(BufferedReader output) {
    try {
      return output.readLine();
    } catch (IOException closedByTheKill) {
      return null;
    }
  }
}
