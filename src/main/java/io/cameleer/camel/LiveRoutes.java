package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import io.cameleer.config.FileContent;
import io.cameleer.config.FileWatch;
import io.cameleer.config.ReloadProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changed files below {@code routes/} into force while calls are in flight. All files
 * together are one: a change counts as a whole, and as long as one of them is faulty, all routes
 * stay as they were.
 *
 * <p>Camel's own reload stops a route before it starts the new one, and for that waits until the
 * calls in it have ended: an edge route answers 503 meanwhile, and after a while the calls are
 * broken off. Here both run side by side.
 */
final class LiveRoutes {

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveRoutes.class);

  private final CamelContext context;
  private final Files files;
  private final ProviderRoutes providerRoutes;
  private final Supplier<Catalog> catalog;
  private final RetiredRoutes retired;
  private final Map<String, Integer> revisions = new HashMap<>();
  private final Map<String, String> running = new HashMap<>();
  private List<FileContent> inForce;
  private volatile List<ReloadProblem> problems = List.of();

  /**
   * The files of all routes.
   *
   * @param folder where they are
   */
  record Files(Path folder, FileWatch watch) {}

  /** Takes the files as they are known to be those that Camel starts with. */
  LiveRoutes(
      CamelContext context,
      Files files,
      ProviderRoutes providerRoutes,
      Supplier<Catalog> catalog,
      RetiredRoutes retired) {
    this.context = context;
    this.files = files;
    this.providerRoutes = providerRoutes;
    this.catalog = catalog;
    this.retired = retired;
    this.inForce = files.watch().known();
  }

  /** Why changes are not in force; empty where all are. */
  List<ReloadProblem> problems() {
    return problems;
  }

  /** Looks whether something has changed, and brings it into force. */
  void look() {
    if (files.watch().changed()) {
      change(files.watch().known());
    }
  }

  private void change(List<FileContent> contents) {
    RouteFiles before = RouteFiles.read(context, inForce);
    RouteFiles next = RouteFiles.read(context, contents);
    if (next.faults().isEmpty()) {
      next.check(before, files.folder());
    }
    if (!next.faults().isEmpty()) {
      report(next.faults());
      return;
    }
    Undo undo = new Undo();
    try {
      bringIntoForce(before, next, undo);
      inForce = contents;
      problems = List.of();
      LOGGER.info("The change of routes is in force");
    } catch (Exception failed) {
      undo.all();
      RouteFault fault =
          failed instanceof RouteFault known ? known : RouteFault.of(files.folder(), failed);
      report(List.of(fault));
    }
  }

  private void bringIntoForce(RouteFiles before, RouteFiles next, Undo undo) throws Exception {
    Set<String> gone = new HashSet<>(before.routeIds());
    gone.removeAll(next.routeIds());
    before.routeIds().forEach(id -> running.putIfAbsent(id, id));
    RouteChange change = new RouteChange(context, retired, revisions);
    prepare(change, next.changedSince(before), undo);
    Map<String, String> successors = change.takeOver(running, gone, undo);
    change.retire(running, successors);
    running.clear();
    running.putAll(successors);
  }

  /** Makes ready what the files hold; where that fails, says which file it was. */
  private void prepare(RouteChange change, RouteFiles.Changed changed, Undo undo)
      throws RouteFault {
    for (RouteFile file : changed.files()) {
      blaming(
          file,
          () -> {
            change.configurations(file.configurations(), undo);
            change.templates(file.templates(), undo);
            if (!file.templates().isEmpty()) {
              undo.with(providerRoutes.remake(catalog.get())::run);
            }
          });
    }
    for (RouteFile file : changed.files()) {
      blaming(file, () -> change.make(file, undo));
    }
    RouteFile configuration = changed.configuration();
    if (configuration != null) {
      for (RouteFile file : changed.configured()) {
        blaming(configuration, () -> change.make(file, undo));
      }
    }
  }

  private static void blaming(RouteFile file, Undo.Step step) throws RouteFault {
    try {
      step.run();
    } catch (Exception failed) {
      throw RouteFault.of(file.content(), failed);
    }
  }

  private void report(List<RouteFault> faults) {
    for (RouteFault fault : faults) {
      LOGGER.warn(
          "A change of routes is not in force, all stay as they were: {}", fault.describe());
      LOGGER.debug("What Camel says", fault);
    }
    problems = faults.stream().map(fault -> fault.problem(Clock.systemUTC().instant())).toList();
  }
}
