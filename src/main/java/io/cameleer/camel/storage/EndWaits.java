package io.cameleer.camel.storage;

import io.cameleer.camel.StopPart;
import io.cameleer.job.AwaitedJobs;

/** Who waits for a job's end over HTTP gets the job as it is when the gateway stops. */
final class EndWaits implements StopPart {

  private final AwaitedJobs awaited;

  EndWaits(AwaitedJobs awaited) {
    this.awaited = awaited;
  }

  @Override
  public void begin() {
    awaited.stop();
  }

  @Override
  public void await() {
    // Their requests are the edge's to wait for.
  }
}
