package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Provenance;
import io.cameleer.camel.observation.CallLog;
import io.cameleer.camel.observation.CallMetrics;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Closes the books on a call that has ended one way or the other: metrics, the one log line, the
 * trace.
 */
final class SettleCall implements Processor {

  private final CallMetrics metrics;
  private final CallLog log;

  SettleCall(CallMetrics metrics, CallLog log) {
    this.metrics = metrics;
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    Provenance provenance = call.settle();
    metrics.record(call, provenance);
    log.write(call, provenance);
    call.trace().settled(call, provenance);
  }
}
