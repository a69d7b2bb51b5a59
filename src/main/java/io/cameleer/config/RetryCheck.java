package io.cameleer.config;

import io.cameleer.attempt.RetryRules;
import io.cameleer.config.CameleerProperties.CoolDown;
import io.cameleer.config.CameleerProperties.Retries;
import java.time.Duration;

/** Makes the rules of patience of what is configured, and reports what is wrong with it. */
final class RetryCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".";
  private static final int MOST_RETRIES = 10;

  private final PropertyProblems problems;
  private final LimitsCheck limits;

  RetryCheck(PropertyProblems problems) {
    this.problems = problems;
    this.limits = new LimitsCheck(problems);
  }

  /** The rules. */
  RetryRules check(Duration callTimeout, Retries retries, CoolDown coolDown) {
    limits.timeout(KEY + "call-timeout", callTimeout);
    if (retries.count() < 0 || retries.count() > MOST_RETRIES) {
      problems.report(
          KEY + "retries.count",
          retries.count() + " is no sensible number of retries.",
          "Write 0 to " + MOST_RETRIES + ".");
    }
    limits.timeout(KEY + "retries.first-backoff", retries.firstBackoff());
    limits.timeout(KEY + "retries.max-wait", retries.maxWait());
    limits.timeout(KEY + "retries.max-wait-background", retries.maxWaitBackground());
    limits.timeout(KEY + "cool-down.usual", coolDown.usual());
    limits.timeout(KEY + "cool-down.longest", coolDown.longest());
    if (coolDown.usual().compareTo(coolDown.longest()) > 0) {
      problems.report(
          KEY + "cool-down.usual",
          "it is longer than the longest.",
          "Make this shorter or cool-down.longest longer.");
    }
    return new RetryRules(
        callTimeout,
        retries.count(),
        retries.firstBackoff(),
        retries.maxWait(),
        retries.maxWaitBackground(),
        coolDown.usual(),
        coolDown.longest());
  }
}
