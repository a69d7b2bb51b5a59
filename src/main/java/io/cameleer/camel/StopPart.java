package io.cameleer.camel;

/**
 * A part of the gateway that has work in flight when the gateway stops. All parts end theirs at the
 * same time, before any route stops.
 */
public interface StopPart {

  /** The gateway is about to stop. Returns at once. */
  void begin();

  /** Waits until the work has ended, or may not take longer. */
  void await() throws InterruptedException;
}
