package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the plain jar brings to a class path that is not its own. */
class JarTest {

  /**
   * A host's frameworks look for application.yaml, logback.xml, db/migration, static and the like
   * by themselves: a library must have none of them.
   */
  @Test
  void theJarHoldsNothingThatAHostWouldTakeForItsOwn() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("META-INF", "cameleer");
    }
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<targetPath>cameleer/routes</targetPath>")
        .contains("<targetPath>cameleer/config</targetPath>")
        .contains("<targetPath>kamelets</targetPath>");
  }
}
