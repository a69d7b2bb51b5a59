package io.cameleer.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used. Names every problem found, with its remedy, and no secret. */
public final class InvalidConfigurationException extends RuntimeException {

  private final transient List<ConfigurationProblem> problems;

  /** What is wrong, at least one problem. */
  public InvalidConfigurationException(List<ConfigurationProblem> problems) {
    super(problems.stream().map(ConfigurationProblem::describe).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order it was found. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
