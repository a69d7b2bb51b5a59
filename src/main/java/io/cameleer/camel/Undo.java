package io.cameleer.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What takes back the steps of a change that fails halfway. */
final class Undo {

  private static final Logger LOGGER = LoggerFactory.getLogger(Undo.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  /** A step forth or back. */
  interface Step {
    void run() throws Exception;
  }

  /** Remembers what takes a step back. */
  void with(Step step) {
    steps.push(step);
  }

  /** Takes all steps back, the last one first. */
  void all() {
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (Exception failed) {
        LOGGER.error("A step of a failed change can't be taken back", failed);
      }
    }
  }
}
