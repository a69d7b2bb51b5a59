package io.cameleer.broker;

import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * What happens when the broker can't go on. Kafka would end the process; but other work is done in
 * this one, which must not suffer from a disk that is full of jobs.
 */
final class BrokerFaults implements FaultHandlerFactory {

  private final Consumer<String> fatal;

  /** Tells somebody of what is fatal to the broker. */
  BrokerFaults(Consumer<String> fatal) {
    this.fatal = fatal;
  }

  /**
   * Takes over what ends the process. Kafka offers that to its own tests; there is no other way to
   * survive a disk that fails.
   */
  void replaceExit() {
    Exit.setHaltProcedure((status, message) -> fatal.accept("Kafka halted, see the log above"));
    Exit.setExitProcedure((status, message) -> fatal.accept("Kafka exited, see the log above"));
  }

  @Override
  public FaultHandler build(String name, boolean isFatal, Runnable action) {
    if (!isFatal) {
      return new LoggingFaultHandler(name, action);
    }
    return (message, cause) -> {
      action.run();
      fatal.accept("%s: %s%s".formatted(name, message, cause == null ? "" : ": " + cause));
      return new FaultHandlerException(name + ": " + message, cause);
    };
  }
}
