package io.cameleer.camel.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.camel.ReadinessPart;
import io.cameleer.camel.jobs.kafka.JobClients;
import io.cameleer.camel.jobs.kafka.JobFigures;
import io.cameleer.config.KafkaCluster;
import java.util.Optional;

/** Tells how jobs fare: why they stand still, or how many are under way. */
final class JobReadiness implements ReadinessPart {

  private final boolean enabled;
  private final KafkaCluster cluster;
  private final JobClients jobs;
  private final JobClients batchJobs;

  JobReadiness(boolean enabled, KafkaCluster cluster, JobClients jobs, JobClients batchJobs) {
    this.enabled = enabled;
    this.cluster = cluster;
    this.jobs = jobs;
    this.batchJobs = batchJobs;
  }

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public boolean describe(ObjectNode report) {
    if (!enabled) {
      report.put("enabled", false);
      return true;
    }
    Optional<String> problem = cluster.problem();
    problem.ifPresent(reason -> report.put("problem", reason));
    describe(report, jobs.figures());
    describe(report.putObject("of_batches"), batchJobs.figures());
    return problem.isEmpty();
  }

  private static void describe(ObjectNode report, JobFigures figures) {
    report
        .put("in_hand", figures.inHand())
        .put("waiting", figures.waiting())
        .put("calling", figures.calling())
        .put("parked", figures.parked());
  }
}
