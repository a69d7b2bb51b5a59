package io.cameleer.config;

import com.fasterxml.jackson.core.JsonPointer;

/** Collects what is wrong in one YAML file. Not thread-safe. */
final class YamlProblems {

  private final String fileName;
  private final YamlLines lines;
  private final Problems problems = new Problems();

  YamlProblems(String fileName, YamlLines lines) {
    this.fileName = fileName;
    this.lines = lines;
  }

  /** Adds a problem with the value at a place. */
  void report(JsonPointer at, String fault, String remedy) {
    problems.add(key(at), fileName + ", line " + lines.line(at), fault, remedy);
  }

  /** The line a value stands on. */
  int line(JsonPointer at) {
    return lines.line(at);
  }

  /**
   * Goes on only if nothing is wrong.
   *
   * @throws InvalidConfigurationException with all problems found
   */
  void throwIfAny() {
    problems.throwIfAny();
  }

  private static String key(JsonPointer pointer) {
    StringBuilder key = new StringBuilder();
    for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
      if (step.mayMatchElement()) {
        key.append('[').append(step.getMatchingIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getMatchingProperty());
      }
    }
    return key.isEmpty() ? "(whole file)" : key.toString();
  }
}
