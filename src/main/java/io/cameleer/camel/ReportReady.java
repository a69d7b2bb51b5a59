package io.cameleer.camel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.config.LiveConfiguration;
import io.cameleer.config.ReloadProblem;
import io.cameleer.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Says whether calls can be served: status 200 once all routes run, and 503 before and while
 * shutting down; and how the providers are. Where a changed file is not in force, the gateway still
 * serves, and says which one and why.
 */
final class ReportReady implements Processor {

  private static final int UNAVAILABLE = 503;

  private final LiveConfiguration configuration;
  private final LiveRoutes routes;
  private final CircuitBreakers breakers;

  ReportReady(LiveConfiguration configuration, LiveRoutes routes, CircuitBreakers breakers) {
    this.configuration = configuration;
    this.routes = routes;
    this.breakers = breakers;
  }

  @Override
  public void process(Exchange exchange) {
    boolean ready = exchange.getContext().getStatus().isStarted();
    List<ReloadProblem> problems =
        Stream.concat(configuration.problems().stream(), routes.problems().stream()).toList();
    ObjectNode report = Json.object();
    if (!ready) {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE);
      report.put("status", "not-ready");
    } else {
      report.put("status", problems.isEmpty() ? "ready" : "degraded");
    }
    if (!problems.isEmpty()) {
      ArrayNode list = report.putArray("problems");
      problems.forEach(problem -> list.add(described(problem)));
    }
    List<String> restartNeeded = configuration.restartNeeded();
    if (!restartNeeded.isEmpty()) {
      ArrayNode list = report.putArray("restart_needed");
      restartNeeded.forEach(list::add);
    }
    ObjectNode providers = report.putObject("providers");
    for (CircuitBreakers.ProviderState state : breakers.states()) {
      providers
          .putObject(state.provider())
          .put("circuit_breaker", state.circuitBreaker())
          .put("calls", state.inFlight());
    }
    exchange.getMessage().setBody(report);
  }

  private static ObjectNode described(ReloadProblem problem) {
    return Json.object()
        .put("file", problem.file())
        .put("line", problem.line())
        .put("reason", problem.reason())
        .put("since", problem.since().toString());
  }
}
