package io.example.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** The plain jar that the build has made: what is installed, and what a host depends on. */
final class PlainJar {

  /** What the build lists of each dependency: its coordinates, its file, whether it is optional. */
  private static final Path DEPENDENCIES = Path.of("target", "dependencies.txt");

  private static final Pattern FILE = Pattern.compile(":((?:/|[A-Za-z]:\\\\).*?\\.jar)");
  private static final String OPTIONAL = " (optional)";

  private final Path file;

  private PlainJar(Path file) {
    this.file = file;
  }

  /** Copies the build's main artifact into a folder, under a name that says what it is. */
  static PlainJar copyTo(Path folder) throws IOException {
    String artifact =
        Objects.requireNonNull(
            System.getProperty("cameleer.artifact"), "this runs in mvn verify, after the jar");
    return new PlainJar(Files.copy(Path.of(artifact), folder.resolve("cameleer.jar")));
  }

  /** The names of all files in it. */
  Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).forEach(names::add);
    }
    return names;
  }

  /** The jar and what Maven puts on the class path along with it. */
  List<Path> withDependencies() throws IOException {
    List<Path> jars = new ArrayList<>(List.of(file));
    for (String line : Files.readAllLines(DEPENDENCIES)) {
      Matcher dependency = FILE.matcher(line);
      if (!line.contains(OPTIONAL) && dependency.find()) {
        jars.add(Path.of(dependency.group(1)));
      }
    }
    return jars;
  }
}
