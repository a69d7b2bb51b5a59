package io.cameleer.camel;

import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be written to a client. Mostly the client has left, which its call's log line says
 * already; so no stack trace fills the log.
 */
final class UnsentReplies implements ExceptionHandler {

  private static final Logger LOGGER = LoggerFactory.getLogger(UnsentReplies.class);

  @Override
  public void handleException(Throwable exception) {
    LOGGER.debug("a reply could not be sent", exception);
  }

  @Override
  public void handleException(String message, Throwable exception) {
    handleException(exception);
  }

  @Override
  public void handleException(
      String message, org.apache.camel.Exchange exchange, Throwable exception) {
    handleException(exception);
  }
}
