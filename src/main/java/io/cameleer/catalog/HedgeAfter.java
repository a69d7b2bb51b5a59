package io.cameleer.catalog;

import java.time.Duration;

/** When a call is sent to a second candidate beside the first, which has not begun to answer. */
public sealed interface HedgeAfter {

  /**
   * After a fixed time.
   *
   * @param delay from the sending of the first request
   */
  record Delay(Duration delay) implements HedgeAfter {}

  /**
   * After the time within which most of the first candidate's latest answers began.
   *
   * @param percent which share of them, 50 to 99
   */
  record Percentile(int percent) implements HedgeAfter {}
}
