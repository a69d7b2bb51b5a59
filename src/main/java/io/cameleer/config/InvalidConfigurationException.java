package io.cameleer.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration can't be used. Names every problem found, with its remedy, and no secret. */
public final class InvalidConfigurationException extends RuntimeException {

  private final transient List<ConfigurationProblem> problems;

  /** What is wrong, at least one problem. */
  public InvalidConfigurationException(List<ConfigurationProblem> problems) {
    super(problems.stream().map(ConfigurationProblem::describe).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** One thing is wrong; its place is null where not known. */
  static InvalidConfigurationException of(
      String key, @Nullable String place, String fault, String remedy) {
    return new InvalidConfigurationException(
        List.of(new ConfigurationProblem(key, place, fault, remedy)));
  }

  /** What is wrong, in the order it was found. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
