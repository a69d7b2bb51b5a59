package io.cameleer.job;

import java.util.Locale;
import java.util.Set;

/**
 * The life of a batch, as OpenAI has it:
 *
 * <pre>{@code
 * validating ─┬─► in_progress ─┬─► finalizing ─┬─► completed
 *             │                │               └─► expired
 *             ├─► failed       └─► cancelling ──► cancelled
 *             └─► cancelling, expired
 * }</pre>
 *
 * <p>A batch whose time is up while it is in progress is finalised with what it has, then expired.
 */
public enum BatchStatus {
  /** The input file is being read and checked. */
  VALIDATING,
  /** The input file can't be used; the errors say why. */
  FAILED,
  /** Its lines are on their way or being answered. */
  IN_PROGRESS,
  /** No more results are taken; output and error file are being written. */
  FINALIZING,
  /** The files are there. Single requests may have failed all the same. */
  COMPLETED,
  /** Its time was up before every request had ended; the files hold those that had. */
  EXPIRED,
  /** Nothing more is started; what has been started may still end. */
  CANCELLING,
  /** Cancelled; the files hold what had ended until then. */
  CANCELLED;

  /** Whether this state may be followed by that one. */
  public boolean canBecome(BatchStatus next) {
    return successors().contains(next);
  }

  /** Whether the batch is over. */
  public boolean isFinal() {
    return successors().isEmpty();
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
  public static BatchStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  private Set<BatchStatus> successors() {
    return switch (this) {
      case VALIDATING -> Set.of(FAILED, IN_PROGRESS, CANCELLING, EXPIRED);
      case IN_PROGRESS -> Set.of(FINALIZING, CANCELLING);
      case FINALIZING -> Set.of(COMPLETED, EXPIRED);
      case CANCELLING -> Set.of(CANCELLED);
      case FAILED, COMPLETED, EXPIRED, CANCELLED -> Set.of();
    };
  }
}
