package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * The plain jar as the build has made it, in applications with processes and folders of their own:
 * on their class path is nothing but themselves, the jar, and what Maven brings along with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainJarIT {

  /** Of jars that only parts need which are off in a host. */
  private static final List<String> UNWANTED =
      List.of(
          "tomcat",
          "vertx",
          "netty",
          "spring-web",
          "actuator",
          "kafka",
          "jdbi",
          "Hikari",
          "flyway",
          "sqlite",
          "postgresql",
          "awssdk",
          "opentelemetry",
          "junit");

  private Path built;
  private PlainJar jar;
  private Path program;

  @BeforeAll
  void build(@TempDir Path folder) throws Exception {
    built = folder;
    jar = PlainJar.copyTo(built);
    program = program(built.resolve("program.jar"));
  }

  /** The host as a jar of its own. */
  private static Path program(Path file) throws Exception {
    Path classes =
        Path.of(HostProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = classes.resolve("io/example/host");
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream archive = new JarOutputStream(bytes);
        DirectoryStream<Path> own =
            Files.newDirectoryStream(folder, "{Host,HostProcess,PlainHost}{,$*}.class")) {
      for (Path one : own) {
        archive.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
        Files.copy(one, archive);
      }
    }
    return file;
  }

  /**
   * A host's frameworks look for application.yaml, logback.xml, db/migration, static and the like
   * by themselves: a library must have none of them.
   */
  @Test
  void itHoldsRoutesKameletsAndConfigurationAndNothingThatAHostWouldTakeForItsOwn()
      throws Exception {
    assertThat(jar.names())
        .containsAll(files("routes", "cameleer/routes"))
        .containsAll(files("config", "cameleer/config"))
        .contains("kamelets/llm-chat-action.kamelet.yaml")
        .allMatch(name ->
            Stream.of("META-INF/", "cameleer/", "io/cameleer/", "kamelets/")
                .anyMatch(name::startsWith));
    assertThat(jar.names())
        .filteredOn(name -> name.startsWith("META-INF/"))
        .allMatch(name ->
            name.startsWith("META-INF/maven/io.cameleer/")
                || Set.of(
                        "META-INF/MANIFEST.MF",
                        "META-INF/spring.factories",
                        "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                    .contains(name));
  }

  /** What has to be in the jar of a folder of the checkout. */
  private static Set<String> files(String folder, String inJar) throws IOException {
    Path root = Path.of(folder);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> inJar + "/" + root.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void itBringsNoServerNoBrokerAndNoDatabase() throws Exception {
    assertThat(jar.withDependencies())
        .extracting(file -> file.getFileName().toString())
        .anyMatch(name -> name.startsWith("camel-http-"))
        .noneMatch(name -> UNWANTED.stream().anyMatch(name::contains));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHostAsksAProviderWithoutOpeningAPortOrLookingAtFilesThatAreNotNamed(@TempDir Path folder)
      throws Exception {
    Path config = write(folder.resolve("config/cameleer.yaml"));
    Path route = write(folder.resolve("routes/core/chat.camel.yaml"));
    List<Path> classPath = new ArrayList<>(List.of(program));
    classPath.addAll(jar.withDependencies());
    String joined =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    try (ScriptedUpstream upstream =
        new ScriptedUpstream(
            (request, connection) -> Answers.answer(request, connection, "A camel."))) {
      List<String> output =
          run(
              folder,
              List.of("-cp", joined, HostProcess.class.getName()),
              Host.providerAt(upstream.url()));

      assertThat(output)
          .contains("ports: 0", "answer: A camel.", "ended")
          .anyMatch(line -> line.startsWith("library: ") && line.endsWith("/cameleer.jar"));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrder(config, route);
    }
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "nothing that Cameleer could read: [");
  }

  /** So Spring Boot ships applications: there the jar is a file within a file. */
  @Test
  void aHostThatIsARunnableJarAsksTheSandbox(@TempDir Path folder) throws Exception {
    Path runnable = built.resolve("host.jar");
    List<Path> libraries = jar.withDependencies();
    Repackager repackager = new Repackager(program.toFile());
    repackager.setMainClass(HostProcess.class.getName());
    repackager.repackage(
        runnable.toFile(),
        taker -> {
          for (Path library : libraries) {
            taker.library(new Library(library.toFile(), LibraryScope.COMPILE));
          }
        });

    List<String> output =
        run(folder, List.of("-jar", runnable.toString()), Map.of("cameleer.sandbox.enabled", "on"));

    assertThat(output)
        .contains("ended")
        .anyMatch(line -> line.startsWith("library: ") && line.contains("host.jar/!BOOT-INF/lib/"))
        .anyMatch(line -> line.startsWith("answer: ") && line.contains("Summarize: camels"));
  }

  /** Runs the host to its end, which has to be a good one, and gives what it has printed. */
  private List<String> run(Path folder, List<String> program, Map<String, Object> properties)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(program);
    properties.forEach((name, value) -> command.add(name + "=" + value));
    Path output = Files.createTempFile(built, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(Files.readString(output)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    assertThat(lines).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    return lines;
  }
}
