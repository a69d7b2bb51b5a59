package io.example.host;

import io.cameleer.camel.embedded.EmbeddedCameleer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The host as a program of its own: asks once, tells what it saw, and ends. */
final class HostProcess {

  private static final String LISTENING = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  private HostProcess() {}

  /**
   * Starts the host with these properties.
   *
   * @param arguments each a name, an equals sign and a value
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> properties = new LinkedHashMap<>();
    Arrays.stream(arguments)
        .map(argument -> argument.split("=", 2))
        .forEach(property -> properties.put(property[0], property[1]));
    try (Host host = Host.start(PlainHost.class, properties)) {
      System.out.println("library: " + library());
      System.out.println("ports: " + listeningSockets());
      System.out.println(
          "answer: " + host.send("direct:summarize", "camels").getMessage().getBody(String.class));
    }
    System.out.println("ended");
  }

  /** Where Cameleer's classes are. */
  private static String library() {
    return EmbeddedCameleer.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  /** How many of this process's sockets listen. */
  private static long listeningSockets() throws IOException {
    Set<String> own;
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      own = files.map(HostProcess::target).collect(Collectors.toSet());
    }
    long listening = 0;
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      listening +=
          Files.readAllLines(Path.of(table)).stream()
              .map(line -> line.strip().split("\\s+"))
              .filter(fields -> fields[STATE].equals(LISTENING))
              .filter(fields -> own.contains("socket:[" + fields[INODE] + "]"))
              .count();
    }
    return listening;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
