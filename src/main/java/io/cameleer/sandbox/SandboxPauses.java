package io.cameleer.sandbox;

import java.time.Duration;

/**
 * How long the sandbox lets a client wait.
 *
 * @param word before each word of a stream, so that one sees it come
 * @param slowStart before an answer of the slow model, streamed or not
 * @param slowWord before each further word of the slow model's stream
 */
record SandboxPauses(Duration word, Duration slowStart, Duration slowWord) {

  /** As people can watch it. */
  static final SandboxPauses DEFAULT =
      new SandboxPauses(Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofMillis(500));

  Duration start(SandboxModel model) {
    return model == SandboxModel.SLOW ? slowStart : Duration.ZERO;
  }

  Duration word(SandboxModel model) {
    return model == SandboxModel.SLOW ? slowWord : word;
  }
}
