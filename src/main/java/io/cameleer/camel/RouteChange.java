package io.cameleer.camel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Puts new routes in the place of old ones without stopping any: the new one is made ready beside
 * the old one, takes over what it consumes, and the old one ends its calls. Every step can be taken
 * back. For one change.
 */
final class RouteChange {

  /** The first route of an id is called by that alone. */
  private static final int SECOND = 2;

  private final CamelContext context;
  private final ModelCamelContext model;
  private final RetiredRoutes retired;
  private final Map<String, Integer> revisions;
  private final Map<String, RouteDefinition> made = new LinkedHashMap<>();

  /**
   * Begins a change.
   *
   * @param revisions the number of the latest route of each id that has been replaced; counted on
   */
  RouteChange(CamelContext context, RetiredRoutes retired, Map<String, Integer> revisions) {
    this.context = context;
    this.model = (ModelCamelContext) context;
    this.retired = retired;
    this.revisions = revisions;
  }

  /** Exchanges the route configurations of a file; routes made from now on look at the new ones. */
  void configurations(List<RouteConfigurationDefinition> next, Undo undo) throws Exception {
    for (RouteConfigurationDefinition configuration : next) {
      RouteConfigurationDefinition old =
          model.getRouteConfigurationDefinition(configuration.getId());
      if (old != null) {
        undo.with(() -> model.addRouteConfiguration(old));
        model.removeRouteConfiguration(old);
      }
      undo.with(() -> model.removeRouteConfiguration(configuration));
      model.addRouteConfiguration(configuration);
    }
  }

  /** Exchanges the templates of a file; routes made of them from now on are the new ones. */
  void templates(List<RouteTemplateDefinition> next, Undo undo) throws Exception {
    for (RouteTemplateDefinition template : next) {
      RouteTemplateDefinition old = model.getRouteTemplateDefinition(template.getId());
      if (old != null) {
        undo.with(() -> model.addRouteTemplateDefinition(old));
        model.removeRouteTemplateDefinition(old);
      }
      undo.with(() -> model.removeRouteTemplateDefinition(template));
      model.addRouteTemplateDefinition(template);
    }
  }

  /**
   * Makes the routes of a file ready; they don't consume yet. The file is read anew: a route takes
   * over its configuration when it is read.
   *
   * @throws Exception where one can't be made
   */
  void make(RouteFile file, Undo undo) throws Exception {
    for (RouteDefinition route : RouteFile.read(context, file.content()).routes()) {
      if (isSwitchedOff(route)) {
        continue;
      }
      String id = route.getId();
      String revision = id + "." + revisions.merge(id, SECOND, (latest, second) -> latest + 1);
      route.setId(revision);
      route.setAutoStartup("false");
      undo.with(() -> retired.add(revision, () -> {}));
      model.addRouteDefinition(route);
      made.put(id, route);
    }
  }

  /** One that the configuration keeps from starting, as routes of jobs where there are none. */
  private boolean isSwitchedOff(RouteDefinition route) {
    String start = route.getAutoStartup();
    return start != null && "false".equals(context.resolvePropertyPlaceholders(start));
  }

  /**
   * Has the routes made take over.
   *
   * @param running the routes in force, by the id in their file
   * @param gone ids of routes that have no successor
   * @return the routes in force now
   */
  Map<String, String> takeOver(Map<String, String> running, Set<String> gone, Undo undo)
      throws Exception {
    Map<String, String> next = new HashMap<>(running);
    gone.forEach(next::remove);
    for (Map.Entry<String, String> route : running.entrySet()) {
      if (gone.contains(route.getKey()) || made.containsKey(route.getKey())) {
        undo.with(() -> context.getRouteController().resumeRoute(route.getValue()));
        context.getRouteController().suspendRoute(route.getValue());
      }
    }
    for (Map.Entry<String, RouteDefinition> route : made.entrySet()) {
      String revision = route.getValue().getId();
      next.put(route.getKey(), revision);
      context.getRouteController().startRoute(revision);
      undo.with(() -> context.getRouteController().suspendRoute(revision));
    }
    return next;
  }

  /**
   * Sends the old routes into retirement; this can't be taken back.
   *
   * @param running the routes that were in force, by the id in their file
   * @param next the routes in force now
   */
  void retire(Map<String, String> running, Map<String, String> next) {
    running.forEach((id, old) -> {
      String successor = next.get(id);
      if (!old.equals(successor)) {
        EdgeConsumer edge = edge(old);
        if (edge != null) {
          edge.giveWay(successor == null ? null : edge(successor));
        }
        retired.add(old, () -> {});
      }
    });
  }

  private @Nullable EdgeConsumer edge(String routeId) {
    Route route = context.getRoute(routeId);
    return route == null ? null : EdgeConsumer.of(route);
  }
}
