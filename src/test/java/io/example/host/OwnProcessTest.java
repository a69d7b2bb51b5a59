package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host with nothing on its class path but what the plain jar can't do without, in a process of
 * its own and a folder of its own.
 */
class OwnProcessTest {

  /** Beside those that the pom has as optional: what only they bring along, and tests. */
  private static final List<String> OTHERS =
      List.of(
          "/io/vertx/",
          "/io/netty/",
          "/tomcat/",
          "/spring-web",
          "/spring-boot-actuator",
          "/camel-platform-http",
          "/camel-vertx",
          "/camel-kafka",
          "/org/apache/kafka/",
          "/io/opentelemetry/",
          "/awssdk/");

  @Test
  @EnabledOnOs(OS.LINUX)
  void theCoreNeedsNoServerNoBrokerAndNoDatabaseAndOpensNoPort(@TempDir Path folder)
      throws Exception {
    try (ScriptedUpstream upstream =
        new ScriptedUpstream(
            (request, connection) -> Answers.answer(request, connection, "A camel."))) {
      Path output = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classPath(),
                  HostProcess.class.getName(),
                  upstream.url())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();

      assertThat(process.waitFor()).as(Files.readString(output)).isZero();
      assertThat(Files.readAllLines(output)).contains("ports: 0", "answer: A camel.");
      try (var files = Files.list(folder)) {
        assertThat(files).containsExactly(output);
      }
    }
  }

  private static String classPath() throws Exception {
    List<String> unwanted = optionalArtifacts();
    assertThat(unwanted).contains("/kafka_2.13/", "/camel-platform-http-vertx/", "/sqlite-jdbc/");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .filter(entry -> unwanted.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> optionalArtifacts() throws Exception {
    Matcher optional =
        Pattern.compile(
                "<artifactId>([^<]+)</artifactId>\\s*(<version>[^<]+</version>\\s*)?<optional>")
            .matcher(Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8));
    return java.util.stream.Stream.concat(
            optional.results().map(result -> "/" + result.group(1) + "/"), OTHERS.stream())
        .toList();
  }
}
