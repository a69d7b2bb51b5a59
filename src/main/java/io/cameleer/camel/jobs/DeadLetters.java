package io.cameleer.camel.jobs;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts dead letters. All series are there from the start, so that the first one is noticed. */
final class DeadLetters {

  private final Map<FailureClass, Counter> counters = new EnumMap<>(FailureClass.class);

  DeadLetters(MeterRegistry registry) {
    for (FailureClass failureClass : FailureClass.values()) {
      counters.put(
          failureClass,
          Counter.builder("cameleer.jobs.dead.letters")
              .description("Jobs that have failed for good and went to the dead letters")
              .tags("failure_class", failureClass.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void count(Failure reason) {
    Objects.requireNonNull(counters.get(reason.failureClass())).increment();
  }
}
