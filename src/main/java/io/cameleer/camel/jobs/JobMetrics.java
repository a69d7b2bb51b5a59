package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.JobClients;
import io.cameleer.camel.jobs.kafka.JobFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;

/** How many jobs are where. */
final class JobMetrics implements MeterBinder {

  private final JobClients clients;
  private final Tags tags;

  /**
   * Of the consumers of these clients.
   *
   * @param source tells them from others
   */
  JobMetrics(JobClients clients, String source) {
    this.clients = clients;
    this.tags = Tags.of("source", source);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    clients.unread().bindTo(registry);
    gauge(
        registry,
        "in.hand",
        "Jobs from being read until their end is committed",
        JobFigures::inHand);
    gauge(registry, "waiting", "Jobs that wait for their turn", JobFigures::waiting);
    gauge(registry, "calling", "Jobs that make their call", JobFigures::calling);
    gauge(registry, "parked", "Jobs that wait until another call is worth it", JobFigures::parked);
  }

  private void gauge(
      MeterRegistry registry, String name, String description, ToIntFunction<JobFigures> figure) {
    Gauge.builder("cameleer.jobs." + name, clients, every -> figure.applyAsInt(every.figures()))
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
