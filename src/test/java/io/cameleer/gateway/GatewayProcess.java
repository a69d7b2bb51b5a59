package io.cameleer.gateway;

import io.cameleer.CameleerApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway in a process of its own, which can be told to end as an orchestrator does. */
public final class GatewayProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("Cameleer listens on (\\S+)/v1,");

  private final Process process;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final String url;

  private GatewayProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    url = awaitUrl(output);
    Thread.ofVirtual().start(() -> output.lines().forEach(log::add));
  }

  /** Starts it on a free port and waits until it serves. */
  static GatewayProcess start(Map<String, String> properties) throws IOException {
    return new GatewayProcess(
        new ProcessBuilder(command(Gateway.arguments(properties)))
            .redirectErrorStream(true)
            .start());
  }

  /**
   * Starts a runnable jar in the folder that it is in, and waits until it serves.
   *
   * @param temporary the folder for temporary files
   */
  static GatewayProcess start(Path jar, Path temporary, Map<String, String> properties)
      throws IOException {
    List<String> program = List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar.toString());
    return new GatewayProcess(
        new ProcessBuilder(command(program, properties))
            .directory(jar.getParent().toFile())
            .redirectErrorStream(true)
            .start());
  }

  /** What starts a gateway with these properties and no others. */
  public static List<String> command(Map<String, String> properties) {
    return command(
        List.of("-cp", System.getProperty("java.class.path"), CameleerApplication.class.getName()),
        properties);
  }

  private static List<String> command(List<String> program, Map<String, String> properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(program);
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    return command;
  }

  private String awaitUrl(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      log.add(line);
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        return listens.group(1);
      }
    }
    throw new IOException("the gateway did not start: " + String.join("\n", log));
  }

  /** Where it listens, without {@code /v1}. */
  String url() {
    return url;
  }

  /**
   * Tells it to end: SIGTERM. Its output can still be read, as that of a destroyed process can't.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for its end, and gives the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the gateway did not end: " + String.join("\n", log));
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
