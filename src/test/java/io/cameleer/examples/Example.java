package io.cameleer.examples;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * One of the examples in a process of its own, started by Maven in a copy of its folder: its files
 * are the ones that are tested, its {@code pom.xml} among them. Only what the environment says
 * differs.
 */
final class Example implements AutoCloseable {

  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
  private static final Path KAMELETS = Path.of("kamelets").toAbsolutePath();

  /** What a run in the checkout itself may have left. */
  private static final List<String> LEFTOVERS = List.of("target", "documents", "passages.db");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final Path log;
  private final Process process;

  private Example(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder("mvn", "-q", "-B", "-ntp", "exec:exec")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Xmx256m");
    builder.environment().putAll(environment);
    this.process = builder.start();
  }

  /**
   * Copies one, ready to be started.
   *
   * @param name its folder
   * @param work where to; the copy is below
   * @return the copy's folder
   */
  static Path copy(String name, Path work) throws IOException {
    Path folder = work.resolve("examples").resolve(name);
    FileSystemUtils.copyRecursively(EXAMPLES.resolve(name), folder);
    for (String leftover : LEFTOVERS) {
      FileSystemUtils.deleteRecursively(folder.resolve(leftover));
    }
    FileSystemUtils.copyRecursively(KAMELETS, work.resolve("kamelets"));
    Files.copy(
        EXAMPLES.resolve("pom.xml"),
        work.resolve("examples/pom.xml"),
        StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  /**
   * Starts a copy, and returns when Maven has fetched what it needs: several that fetch at once
   * would be in each other's way.
   *
   * @param folder the copy
   * @param environment what its user would export
   */
  static Example start(Path folder, Map<String, String> environment) throws IOException {
    Example example = new Example(folder, environment);
    await().atMost(PATIENCE).until(() -> example.runs() || !example.process.isAlive());
    return example;
  }

  /** Whether Maven has started the program. */
  private boolean runs() {
    return process
        .descendants()
        .anyMatch(child -> child.info().command().orElse("").endsWith("java"));
  }

  /** A file of its folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** What it has printed. */
  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** Waits until it ends by itself, and gives its exit code. */
  int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + log());
    }
    return process.exitValue();
  }

  /** Ends Maven and what it has started. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
