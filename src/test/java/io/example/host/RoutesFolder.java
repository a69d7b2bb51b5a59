package io.example.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Routes of a host's own making: a copy of those that Cameleer comes with, some of them changed.
 */
final class RoutesFolder {

  private final Path folder;

  private RoutesFolder(Path folder) {
    this.folder = folder;
  }

  /** Copies the routes that Cameleer comes with to this folder. */
  static RoutesFolder copyTo(Path folder) throws IOException {
    FileSystemUtils.copyRecursively(Path.of("routes"), folder);
    return new RoutesFolder(folder);
  }

  /** Has whatever asks for the model {@code auto} answered by this candidate. */
  void answerAllTasksBy(String candidate) throws IOException {
    Files.writeString(
        taskRouting(),
        """
        - route:
            id: route-by-task
            group: core
            description: One candidate for all tasks.
            errorHandler:
              noErrorHandler: {}
            from:
              uri: direct:route-by-task
              steps:
                - setVariable:
                    name: candidates
                    constant: "%s"
        """
            .formatted(candidate));
  }

  /** Misspells a step of the content-based router. */
  void breakTaskRouting() throws IOException {
    String routing = Files.readString(taskRouting());
    Files.writeString(taskRouting(), routing.replace("setVariable", "setVariabel"));
  }

  /** The file of the content-based router. */
  Path taskRouting() {
    return folder.resolve("core/route-by-task.camel.yaml");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
