package io.cameleer.camel.jobs;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.RetryRules;
import io.cameleer.camel.Variables;
import io.cameleer.camel.jobs.kafka.JobInHand;
import io.cameleer.chat.CallFailedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a job's call has failed: waits until another one is worth it. Others have its turn
 * meanwhile, unless too many wait like this: then the window fills up, and nothing more is fetched
 * until a provider is there again.
 */
final class AwaitRetry implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(AwaitRetry.class);

  private final Supplier<RetryRules> rules;

  AwaitRetry(Supplier<RetryRules> rules) {
    this.rules = rules;
  }

  /**
   * Waits.
   *
   * @throws CallFailedException the failure of the call, where it will not get better
   */
  @Override
  public void process(Exchange exchange) throws InterruptedException {
    JobState state = JobState.of(exchange);
    CallFailedException failed =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallFailedException.class);
    Duration limit = rules.get().maxBackgroundRetryWait();
    Duration wait = state.patience().after(failed.failure(), limit, state.timeLeft());
    if (wait == null) {
      throw failed;
    }
    Call call = Variables.callOrNull(exchange);
    if (call != null) {
      state.addAttempts(call.provenance().attempts());
    }
    LOGGER
        .atDebug()
        .addKeyValue("job", state.hand().record().address())
        .addKeyValue("code", failed.failure().code())
        .addKeyValue("waitMs", wait.toMillis())
        .log("a job's call has failed, another one follows");
    pause(state.hand(), wait);
  }

  private static void pause(JobInHand job, Duration wait) throws InterruptedException {
    CountDownLatch givenUp = new CountDownLatch(1);
    job.begin(givenUp::countDown);
    boolean unused = givenUp.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    job.end();
  }
}
