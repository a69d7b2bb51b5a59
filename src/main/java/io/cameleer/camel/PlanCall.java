package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.Resolution;
import io.cameleer.catalog.WeightedCandidate;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Finds the candidates that may serve a call, best first; a call for a model nobody serves is
 * refused.
 */
final class PlanCall implements Processor {

  private final Supplier<Catalog> catalog;

  PlanCall(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    switch (catalog.get().resolve(call.requestedModel())) {
      case Resolution.Resolved resolved ->
          call.plan(resolved.candidates().stream().map(WeightedCandidate::candidate).toList());
      case Resolution.Unknown unknown -> call.refuse(unknown.failure());
    }
  }
}
