package io.cameleer.camel;

import io.cameleer.config.FileContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a file below {@code routes/} holds, read but not in force.
 *
 * @param content the file as it was read
 * @param routes its routes
 * @param templates its route templates
 * @param configurations its route configurations
 * @param more whether it holds more than that, which can't be changed live
 */
record RouteFile(
    FileContent content,
    List<RouteDefinition> routes,
    List<RouteTemplateDefinition> templates,
    List<RouteConfigurationDefinition> configurations,
    boolean more) {

  private static final String DIRECT = "direct:";

  /**
   * Reads a file.
   *
   * @throws RouteFault where it is no file of routes
   */
  static RouteFile read(CamelContext context, FileContent content) throws RouteFault {
    byte[] bytes = content.bytes();
    if (bytes == null) {
      throw new RouteFault(content, "it is not there, or can't be read", null);
    }
    try {
      Resource resource = ResourceHelper.fromBytes("file:" + content.path(), bytes);
      for (RoutesBuilder builder :
          PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
        if (builder instanceof RouteConfigurationBuilder both) {
          return read(context, content, both);
        }
      }
      throw new RouteFault(content, "it holds no routes", null);
    } catch (Exception faulty) {
      throw RouteFault.of(content, faulty);
    }
  }

  private static RouteFile read(
      CamelContext context, FileContent content, RouteConfigurationBuilder builder)
      throws Exception {
    builder.setCamelContext(context);
    builder.configuration();
    builder.configureRoutes(context);
    RouteFile file =
        new RouteFile(
            content,
            List.copyOf(builder.getRouteCollection().getRoutes()),
            List.copyOf(builder.getRouteTemplateCollection().getRouteTemplates()),
            List.copyOf(builder.getRouteConfigurationCollection().getRouteConfigurations()),
            holdsMore(builder));
    for (RouteDefinition route : file.routes()) {
      if (route.getId() == null || !route.hasCustomIdAssigned()) {
        throw new RouteFault(content, "a route has no id", null);
      }
    }
    return file;
  }

  private static boolean holdsMore(RouteBuilder builder) {
    return !builder.getRestCollection().getRests().isEmpty()
        || !builder.getTemplatedRouteCollection().getTemplatedRoutes().isEmpty();
  }

  /** Where it is. */
  Path path() {
    return content.path();
  }

  /** It is at fault, at that word if one is named. */
  RouteFault fault(String reason, @Nullable String word) {
    return new RouteFault(content, reason, word);
  }

  /** Names below {@code direct:} at which its routes begin. */
  List<String> beginnings() {
    return routes().stream()
        .map(route -> route.getInput().getEndpointUri())
        .flatMap(RouteFile::direct)
        .toList();
  }

  /** Names below {@code direct:} that it calls, those left out that only a call knows. */
  List<String> targets() {
    List<ProcessorDefinition<?>> steps = new ArrayList<>();
    routes().forEach(route -> steps.addAll(route.getOutputs()));
    templates().forEach(template -> steps.addAll(template.getRoute().getOutputs()));
    return ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDefinition.class).stream()
        .map(ToDefinition::getEndpointUri)
        .flatMap(RouteFile::direct)
        .filter(name -> !name.contains("{"))
        .toList();
  }

  private static Stream<String> direct(String uri) {
    return uri != null && uri.startsWith(DIRECT)
        ? Stream.of(uri.substring(DIRECT.length()).split("\\?", 2)[0].replaceFirst("^//", ""))
        : Stream.empty();
  }
}
