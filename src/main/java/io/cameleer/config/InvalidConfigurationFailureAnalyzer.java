package io.cameleer.config;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what is wrong with the configuration, where, and what to do about it. */
public final class InvalidConfigurationFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
    List<ConfigurationProblem> problems = cause.problems();
    String description =
        problems.stream()
            .map(InvalidConfigurationFailureAnalyzer::paragraph)
            .collect(Collectors.joining("\n\n", "The configuration can't be used.\n\n", ""));
    String action =
        problems.size() == 1
            ? problems.getFirst().remedy()
            : "Do what stands behind each arrow above, then start again.";
    return new FailureAnalysis(description, action, cause);
  }

  private static String paragraph(ConfigurationProblem problem) {
    String place = problem.place() == null ? "" : "  (" + problem.place() + ")";
    return "  "
        + problem.key()
        + place
        + "\n    "
        + problem.fault()
        + "\n    -> "
        + problem.remedy();
  }
}
