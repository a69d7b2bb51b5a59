package io.cameleer.camel;

import io.cameleer.config.LiveConfiguration;
import io.cameleer.config.SnapshotListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/** Looks again and again, as long as the gateway serves, whether what it is made of has changed. */
final class LiveReload
    implements ApplicationRunner, ApplicationListener<ContextClosedEvent>, Ordered {

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveReload.class);

  /** A change is seen with the first look and, if it is whole, in force with the second. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

  private final LiveConfiguration configuration;
  private final LiveRoutes routes;
  private final List<SnapshotListener> listeners;
  private final List<Runnable> sweeps;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live-reload").daemon().factory());

  /**
   * Starts looking when the application runs.
   *
   * @param listeners told of changes of the configuration
   * @param sweeps run after each look: they give up what a change has left behind
   */
  LiveReload(
      LiveConfiguration configuration,
      LiveRoutes routes,
      List<SnapshotListener> listeners,
      List<Runnable> sweeps) {
    this.configuration = configuration;
    this.routes = routes;
    this.listeners = List.copyOf(listeners);
    this.sweeps = List.copyOf(sweeps);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    listeners.forEach(configuration::tell);
    long pause = BETWEEN_LOOKS.toMillis();
    var unused = looks.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      configuration.look();
      routes.look();
      sweeps.forEach(Runnable::run);
    } catch (RuntimeException | Error unexpected) {
      LOGGER.error("The live reload failed; it goes on", unexpected);
    }
  }

  /** Waits for a change under way, so that no route is made while all of them stop. */
  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    looks.close();
  }

  /** Before Camel hears of the end. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
