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
  private static final String STATUS = "status";
  private static final String DEGRADED = "degraded";

  private final LiveConfiguration configuration;
  private final LiveRoutes routes;
  private final CircuitBreakers breakers;
  private final List<ReadinessPart> parts;
  private final GracefulStop stop;

  /**
   * Reports these, and what further parts of the gateway have to say; nothing is ready once the
   * gateway stops.
   */
  ReportReady(
      LiveConfiguration configuration,
      LiveRoutes routes,
      CircuitBreakers breakers,
      List<ReadinessPart> parts,
      GracefulStop stop) {
    this.configuration = configuration;
    this.routes = routes;
    this.breakers = breakers;
    this.parts = List.copyOf(parts);
    this.stop = stop;
  }

  @Override
  public void process(Exchange exchange) {
    boolean ready = exchange.getContext().getStatus().isStarted() && !stop.underWay();
    List<ReloadProblem> problems =
        Stream.concat(configuration.problems().stream(), routes.problems().stream()).toList();
    ObjectNode report = Json.object();
    if (!ready) {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE);
      report.put(STATUS, "not-ready");
    } else {
      report.put(STATUS, problems.isEmpty() ? "ready" : DEGRADED);
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
    describeProviders(report.putObject("providers"));
    for (ReadinessPart part : parts) {
      boolean well = part.describe(report.putObject(part.name()));
      if (ready && !well) {
        report.put(STATUS, DEGRADED);
      }
    }
    exchange.getMessage().setBody(report);
  }

  private void describeProviders(ObjectNode providers) {
    for (CircuitBreakers.ProviderState state : breakers.states()) {
      providers
          .putObject(state.provider())
          .put("circuit_breaker", state.circuitBreaker())
          .put("calls", state.inFlight());
    }
  }

  private static ObjectNode described(ReloadProblem problem) {
    return Json.object()
        .put("file", problem.file())
        .put("line", problem.line())
        .put("reason", problem.reason())
        .put("since", problem.since().toString());
  }
}
