package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Catalog;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/**
 * Whether a call leaves the choice of its model to the task: model {@code auto}, and aliases that
 * say so.
 */
final class ChoosesByTask implements Predicate {

  private static final String AUTO = "auto";

  private final Supplier<Catalog> catalog;

  ChoosesByTask(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean matches(Exchange exchange) {
    Call call = Variables.call(exchange);
    AliasRules rules = catalog.get().rulesOf(call.requestedModel());
    return rules == null ? call.requestedModel().equals(AUTO) : rules.byTask();
  }
}
