package io.cameleer.camel;

import io.cameleer.config.FileContent;
import io.cameleer.config.ReloadProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.NoSuchBeanException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A file below {@code routes/} can't be brought into force. */
final class RouteFault extends Exception {

  private static final int LONGEST_REASON = 500;

  private final transient Path file;
  private final @Nullable Integer line;

  private RouteFault(Path file, @Nullable Integer line, String reason, @Nullable Exception cause) {
    super(reason, cause);
    this.file = file;
    this.line = line;
  }

  /**
   * Something in a file is at fault.
   *
   * @param word stands where the fault is; null where nothing is known of that
   */
  RouteFault(FileContent file, String reason, @Nullable String word) {
    this(file.path(), word == null ? null : lineOf(file, word), reason, null);
  }

  /** All files together are at fault. */
  static RouteFault of(Path folder, String reason) {
    return new RouteFault(folder, null, reason, null);
  }

  /** What Camel has against all files together. */
  static RouteFault of(Path folder, Exception failure) {
    return new RouteFault(folder, null, text(deepest(failure)), failure);
  }

  /** What Camel has against a file. */
  static RouteFault of(FileContent file, Exception failure) {
    return switch (deepest(failure)) {
      case RouteFault known -> known;
      case MarkedYamlEngineException malformed -> {
        Optional<Mark> mark = malformed.getProblemMark();
        Integer line = mark.map(place -> place.getLine() + 1).orElse(null);
        yield new RouteFault(file.path(), line, problem(malformed), failure);
      }
      case NoSuchBeanException missing -> missing(file, "bean", missing.getName(), failure);
      case ClassNotFoundException missing -> missing(file, "class", text(missing), failure);
      case Throwable other -> new RouteFault(file.path(), null, text(other), failure);
    };
  }

  private static RouteFault missing(FileContent file, String kind, String name, Exception failure) {
    return new RouteFault(
        file.path(), lineOf(file, name), "no " + kind + " is called " + name, failure);
  }

  /** The cause that says most: one that knows the place, else the first of all. */
  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RouteFault || cause instanceof MarkedYamlEngineException) {
        return cause;
      }
      deepest = cause;
    }
    return deepest;
  }

  /** The first line that holds a word, or null. */
  private static @Nullable Integer lineOf(FileContent file, String word) {
    byte[] bytes = file.bytes();
    if (bytes == null) {
      return null;
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(word)) {
        return i + 1;
      }
    }
    return null;
  }

  /** Without the excerpt from the file that its message repeats. */
  private static String problem(MarkedYamlEngineException malformed) {
    String context = Objects.requireNonNullElse(malformed.getContext(), "");
    String problem = Objects.requireNonNullElse(malformed.getProblem(), "it is no valid YAML");
    return shorten(context.isEmpty() ? problem : context + ", " + problem);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return shorten(message == null ? failure.getClass().getSimpleName() : message);
  }

  private static String shorten(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  /** File, line and reason, in one line. */
  String describe() {
    return file + (line == null ? "" : ", line " + line) + ": " + getMessage();
  }

  /** As it is reported. */
  ReloadProblem problem(Instant since) {
    return new ReloadProblem(
        file.toString(), line, Objects.requireNonNullElse(getMessage(), ""), since);
  }
}
