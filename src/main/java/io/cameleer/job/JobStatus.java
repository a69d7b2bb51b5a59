package io.cameleer.job;

import java.util.Locale;

/** How far a job that was posted to {@code /v1/jobs} has got. */
public enum JobStatus {
  /** Accepted and written down; no attempt has been made. */
  QUEUED,
  /** A gateway is at it. */
  IN_PROGRESS,
  /** It has an answer with a 2xx status. */
  COMPLETED,
  /** It has failed for good; the result says why. */
  FAILED;

  /** Whether nothing more will happen to it. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED;
  }

  /** The name clients see, such as {@code in_progress}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one with this name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static JobStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
