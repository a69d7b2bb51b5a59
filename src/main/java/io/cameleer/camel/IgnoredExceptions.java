package io.cameleer.camel;

import java.util.ArrayList;
import java.util.Collection;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Lets circuit breakers of route templates ignore exceptions. When Camel 4.18 makes a route of a
 * template it copies the exceptions that a breaker ignores to those that it counts, too, so that it
 * would count no others: the copy is taken back here.
 */
final class IgnoredExceptions extends ModelLifecycleStrategySupport {

  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    Collection<CircuitBreakerDefinition> breakers =
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), CircuitBreakerDefinition.class);
    for (CircuitBreakerDefinition breaker : breakers) {
      Resilience4jConfigurationDefinition settings = breaker.getResilience4jConfiguration();
      if (settings != null
          && settings.getRecordExceptions().equals(settings.getIgnoreExceptions())) {
        settings.setRecordExceptions(new ArrayList<>());
      }
    }
  }
}
