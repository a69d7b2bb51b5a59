package io.cameleer.camel.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Spring's actuator on the management port. It has a context of its own, which starts when calls
 * are served already: no call waits for it. Where its port is taken, the start fails all the same.
 */
public final class ManagementServer implements ApplicationRunner, AutoCloseable {

  private final ConfigurableEnvironment environment;
  private final MeterRegistry meters;
  private final PrometheusRegistry series;
  private volatile @Nullable AnnotationConfigServletWebServerApplicationContext context;

  /**
   * Does not listen yet.
   *
   * @param environment says where to, under {@code server}
   * @param meters what is shown as metrics
   * @param series the same, as Prometheus reads it
   */
  ManagementServer(
      ConfigurableEnvironment environment, MeterRegistry meters, PrometheusRegistry series) {
    this.environment = environment;
    this.meters = meters;
    this.series = series;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    var starting = new AnnotationConfigServletWebServerApplicationContext();
    starting.setDisplayName("Cameleer's management");
    starting.setEnvironment(environment);
    // Singletons that others have made are not closed with it.
    starting.getBeanFactory().registerSingleton("meters", meters);
    starting.getBeanFactory().registerSingleton("series", series);
    starting.register(ManagementEndpoints.class);
    starting.refresh();
    context = starting;
  }

  /**
   * The port it listens on, which matters where 0 was asked for.
   *
   * @throws IllegalStateException where it does not
   */
  public int port() {
    var started = context;
    if (started == null) {
      throw new IllegalStateException("the management port is not open");
    }
    return started.getWebServer().getPort();
  }

  @Override
  public void close() {
    var started = context;
    if (started != null) {
      started.close();
    }
  }
}
