package io.cameleer.camel;

import io.cameleer.api.PlanWriter;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.CoolDowns;
import io.cameleer.routing.MaximumCost;
import io.cameleer.routing.Plan;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers with the plan of a call instead of making it. */
final class WritePlan implements Processor {

  private final CoolDowns coolDowns;

  WritePlan(CoolDowns coolDowns) {
    this.coolDowns = coolDowns;
  }

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    Plan plan = call.plan();
    if (plan == null) {
      throw new IllegalStateException("the call has not been planned");
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(
        PlanWriter.write(
            plan,
            call.traits(),
            MaximumCost.of(plan, call.traits()),
            candidate -> TimeUnit.NANOSECONDS.toMillis(coolDowns.nanosLeft(candidate))));
    Variables.client(exchange).identify(message);
  }
}
