package io.cameleer.camel.embedded;

import io.cameleer.camel.CorePart;
import io.cameleer.camel.Variables;
import io.cameleer.camel.application.EdgeAndJobsParts;
import io.cameleer.config.InstallationLayout;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** A Cameleer that runs inside another application, in a Camel context of its own. */
public final class EmbeddedCameleer implements AutoCloseable {

  private final AnnotationConfigApplicationContext application;
  private final CamelContext context;
  private final ProducerTemplate calls;

  /** The ways in. */
  public enum Door {
    /** For chats. */
    CHAT("direct:host-chat"),
    /** For embeddings. */
    EMBEDDINGS("direct:host-embeddings");

    private final String endpoint;

    Door(String endpoint) {
      this.endpoint = endpoint;
    }
  }

  private EmbeddedCameleer(AnnotationConfigApplicationContext application) {
    this.application = application;
    this.context = application.getBean(CamelContext.class);
    this.calls = context.createProducerTemplate();
  }

  /**
   * Starts one.
   *
   * @param host the host's sources of properties, the first of which wins; below them are the
   *     configuration that Cameleer comes with and its defaults
   * @param meters where it counts
   * @throws io.cameleer.config.InvalidConfigurationException where {@code cameleer.*} is faulty,
   *     possibly as a cause
   */
  public static EmbeddedCameleer start(List<PropertySource<?>> host, MeterRegistry meters) {
    ConfigurableEnvironment environment = EmbeddedEnvironment.of(host);
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.setDisplayName("Cameleer");
    application.setEnvironment(environment);
    var beans = application.getBeanFactory();
    // Singletons that others have made are not closed with this application.
    beans.registerSingleton("installationLayout", InstallationLayout.ofLibrary(environment));
    beans.registerSingleton("meterRegistry", meters);
    application.register(CorePart.class, EmbeddedBeans.class);
    if (isOn(environment, "cameleer.edge.enabled") || isOn(environment, "cameleer.jobs.enabled")) {
      application.register(EdgeAndJobsParts.class);
    }
    try {
      application.refresh();
      EmbeddedCameleer started = new EmbeddedCameleer(application);
      started.show(meters);
      started.run();
      return started;
    } catch (RuntimeException | Error failed) {
      application.close();
      throw failed;
    }
  }

  private static boolean isOn(ConfigurableEnvironment environment, String part) {
    return environment.getProperty(part, Boolean.class, false);
  }

  /** Spring Boot's actuator does this for whole applications. */
  private void show(MeterRegistry meters) {
    application
        .getBeanProvider(MeterBinder.class)
        .orderedStream()
        .forEach(figures -> figures.bindTo(meters));
  }

  /** Spring Boot does this for whole applications: it opens the port, if there is one. */
  private void run() {
    var runners = application.getBeanProvider(ApplicationRunner.class).orderedStream().toList();
    for (ApplicationRunner runner : runners) {
      try {
        runner.run(new DefaultApplicationArguments());
      } catch (RuntimeException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  /** The Camel context it runs in, for whoever wants to look. */
  public CamelContext context() {
    return context;
  }

  /**
   * Makes a call of an exchange of the host and waits for it: the body becomes the reply, headers
   * say where it came from, and a failure is the exchange's exception. A call whose thread is
   * interrupted is broken off.
   *
   * @throws InterruptedException where it is
   */
  public void call(Door door, Exchange exchange) throws InterruptedException {
    Exchange call = new DefaultExchange(context, ExchangePattern.InOut);
    call.getIn().setBody(exchange.getMessage().getBody());
    call.getIn().getHeaders().putAll(exchange.getMessage().getHeaders());
    for (String variable : List.of(Variables.CALLER, Variables.SINK)) {
      Object value = exchange.getVariable(variable);
      if (value != null) {
        call.setVariable(variable, value);
      }
    }
    make(door, call);
    if (call.getException() != null) {
      exchange.setException(call.getException());
    } else {
      exchange.getMessage().setBody(call.getMessage().getBody());
      call.getMessage().getHeaders().forEach(exchange.getMessage()::setHeader);
    }
  }

  /** On a virtual thread: only there an interrupt, by which a call's time is up, ends a read. */
  private void make(Door door, Exchange call) throws InterruptedException {
    Runnable making = () -> calls.send(door.endpoint, call);
    if (Thread.currentThread().isVirtual()) {
      making.run();
      return;
    }
    Thread thread = Thread.ofVirtual().name("cameleer-call").start(making);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      throw interrupted;
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
