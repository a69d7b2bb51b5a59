package io.cameleer.camel;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.config.ServerSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the service over HTTP without breaking an answer off. First the gateway only says that it
 * will stop, so that load balancers send their calls elsewhere; then nobody can connect any more,
 * and what is in flight has a while to end. What has not ended then is broken off, with an error
 * that says why.
 */
final class EdgeStop implements StopPart {

  private static final Logger LOGGER = LoggerFactory.getLogger(EdgeStop.class);

  /** Within this time a call that is broken off has told its client. */
  private static final Duration BREAK_OFF = Duration.ofSeconds(3);

  private static final Failure NOT_IN_TIME =
      Failure.of(
          503,
          "service_unavailable_error",
          "gateway_stopping",
          "The gateway is being stopped, and the call has not ended within its grace period"
              + " (cameleer.server.shutdown-grace). Send it again.",
          FailureClass.FAIL_OVER);

  private final EdgeServer server;
  private final EdgeTraffic traffic;
  private final ServerSettings settings;

  EdgeStop(EdgeServer server, EdgeTraffic traffic, ServerSettings settings) {
    this.server = server;
    this.traffic = traffic;
    this.settings = settings;
  }

  @Override
  public void begin() {
    traffic.closeConnectionsAfterAnswer();
    LOGGER.info("The gateway stops, {} requests are in flight", traffic.inFlight());
  }

  @Override
  public void await() throws InterruptedException {
    if (!server.listens()) {
      return;
    }
    Duration grace = settings.shutdownGrace();
    Thread.sleep(settings.shutdownNotice());
    server.refuseConnections();
    if (!traffic.awaitIdle(grace)) {
      LOGGER.warn(
          "{} requests have not ended within {} ms and are broken off",
          traffic.inFlight(),
          grace.toMillis());
      traffic.breakOff(NOT_IN_TIME);
      if (!traffic.awaitIdle(BREAK_OFF)) {
        LOGGER.warn("{} requests end without an answer", traffic.inFlight());
      }
    }
    server.disconnect();
  }
}
