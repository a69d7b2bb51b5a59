package io.cameleer.camel.jobs;

import io.cameleer.camel.StopPart;
import io.cameleer.camel.jobs.kafka.JobClients;
import java.util.List;

/**
 * Before the routes stop: jobs that have not begun must not begin now, and those in flight end
 * while their consumers still belong to their group, without which nothing can be committed.
 */
final class EndJobs implements StopPart {

  private final List<JobClients> clients;

  EndJobs(List<JobClients> clients) {
    this.clients = List.copyOf(clients);
  }

  @Override
  public void begin() {
    clients.forEach(JobClients::stop);
  }

  @Override
  public void await() {
    clients.forEach(JobClients::awaitStop);
  }
}
