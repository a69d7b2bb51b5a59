package io.cameleer.camel;

import io.cameleer.config.FileContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;

/**
 * All files below {@code routes/} at one moment, read but not in force.
 *
 * @param files those that could be read
 * @param faults what is wrong with the others, or with all of them together
 */
record RouteFiles(List<RouteFile> files, List<RouteFault> faults) {

  /** Reads them. */
  static RouteFiles read(CamelContext context, List<FileContent> contents) {
    List<RouteFile> files = new ArrayList<>();
    List<RouteFault> faults = new ArrayList<>();
    for (FileContent content : contents) {
      try {
        files.add(RouteFile.read(context, content));
      } catch (RouteFault fault) {
        faults.add(fault);
      }
    }
    return new RouteFiles(files, faults);
  }

  /**
   * Finds what Camel would not notice before a call does.
   *
   * @param before the files in force
   * @param folder stands for the files where none is at fault
   */
  void check(RouteFiles before, Path folder) {
    if (files.isEmpty()) {
      faults.add(RouteFault.of(folder, "no route is left"));
    }
    Set<String> gone = before.templateIds();
    gone.removeAll(templateIds());
    gone.forEach(id -> faults.add(RouteFault.of(folder, "the route template " + id + " is gone")));
    checkIds();
    checkTargets(before);
    checkConfigurations(before);
    changedSince(before).files().stream()
        .filter(RouteFile::more)
        .forEach(file ->
            faults.add(file.fault("it holds more than routes, which needs a restart", null)));
  }

  /** Camel takes a route configuration that is not there for none. */
  private void checkConfigurations(RouteFiles before) {
    Set<String> known = configurationIds();
    Set<String> lost = before.configurationIds();
    lost.removeAll(known);
    List<RouteFile> changed = changedSince(before).files();
    for (RouteFile file : files) {
      file.routes().stream()
          .map(RouteDefinition::getRouteConfigurationId)
          .filter(id -> id != null && !known.contains(id))
          .filter(id -> lost.contains(id) || changed.contains(file))
          .forEach(id -> faults.add(file.fault("no route configuration has the id " + id, id)));
    }
  }

  /** A call to a route that is not there waits for it a long time, and then fails. */
  private void checkTargets(RouteFiles before) {
    Set<String> beginnings = beginnings();
    Set<String> lost = before.beginnings();
    lost.removeAll(beginnings);
    List<RouteFile> changed = changedSince(before).files();
    for (RouteFile file : files) {
      file.targets().stream()
          .filter(target -> !beginnings.contains(target))
          .filter(target -> lost.contains(target) || changed.contains(file))
          .forEach(target ->
              faults.add(
                  file.fault(
                      "it calls direct:" + target + ", but no route begins there",
                      "direct:" + target)));
    }
  }

  private void checkIds() {
    Set<String> seen = new HashSet<>();
    for (RouteFile file : files) {
      for (RouteDefinition route : file.routes()) {
        if (!seen.add(route.getId())) {
          faults.add(
              file.fault("another route has the id " + route.getId(), "id: " + route.getId()));
        }
      }
    }
  }

  /** The ids of all routes. */
  Set<String> routeIds() {
    return all(file -> file.routes().stream().map(RouteDefinition::getId));
  }

  /** What has to be brought into force. */
  Changed changedSince(RouteFiles before) {
    Set<FileContent> known =
        before.files().stream().map(RouteFile::content).collect(Collectors.toSet());
    List<RouteFile> changed =
        files.stream().filter(file -> !known.contains(file.content())).toList();
    Optional<RouteFile> configuration =
        changed.stream().filter(file -> !file.configurations().isEmpty()).findFirst();
    List<RouteFile> configured =
        files.stream()
            .filter(file -> configuration.isPresent() && !changed.contains(file))
            .filter(file ->
                file.routes().stream().anyMatch(route -> route.getRouteConfigurationId() != null))
            .toList();
    return new Changed(changed, configured, configuration.orElse(null));
  }

  /**
   * A change.
   *
   * @param files those that have changed
   * @param configured those that have not, but whose routes follow a route configuration that has:
   *     routes take it over when they are made
   * @param configuration the file of that, or null where none has changed
   */
  record Changed(
      List<RouteFile> files, List<RouteFile> configured, @Nullable RouteFile configuration) {}

  private Set<String> configurationIds() {
    return all(file -> file.configurations().stream().map(RouteConfigurationDefinition::getId));
  }

  private Set<String> beginnings() {
    return all(file -> file.beginnings().stream());
  }

  private Set<String> templateIds() {
    return all(file -> file.templates().stream().map(RouteTemplateDefinition::getId));
  }

  private Set<String> all(Function<RouteFile, Stream<String>> names) {
    return files.stream().flatMap(names).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
