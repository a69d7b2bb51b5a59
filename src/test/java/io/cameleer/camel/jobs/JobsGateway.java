package io.cameleer.camel.jobs;

import io.cameleer.CameleerApplication;
import io.cameleer.gateway.Gateway;
import io.cameleer.job.JobResults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole gateway in this process, with jobs on a cluster of a test's own. */
final class JobsGateway implements AutoCloseable {

  static final String PARTIAL_RESULTS = "llm.partial-results";
  static final String REPLIES = "replies";

  private final ConfigurableApplicationContext context;

  private JobsGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** How jobs are set up where a test does not say otherwise. */
  static JobSetup setup(JobCluster cluster, String instance) {
    LaneSettings lane = JobLaneTest.SETTINGS;
    return new JobSetup(
        true,
        cluster::client,
        new JobSetup.Topics(
            JobCluster.GROUP,
            JobCluster.JOBS,
            JobCluster.BATCH_JOBS,
            JobCluster.RESULTS,
            JobCluster.DEAD_LETTERS,
            PARTIAL_RESULTS,
            Set.of(REPLIES, "missing")),
        instance,
        new JobLimits(100_000, JobLimits.DEFAULT.time(), JobLimits.DEFAULT.keep()),
        lane,
        lane);
  }

  static JobsGateway start(
      JobSetup setup,
      JobResults results,
      String upstream,
      UnaryOperator<Map<String, Object>> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cameleer.server.port", "0");
    all.put("server.port", "0");
    all.put("cameleer.routes", System.getProperty("jobs.routes", "routes"));
    all.put("cameleer.config", "src/test/resources/empty-cameleer.yaml");
    all.put("cameleer.retries.count", "0");
    all.putAll(Gateway.providersAt(upstream));
    String[] arguments =
        more.apply(all).entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    ApplicationContextInitializer<GenericApplicationContext> beans =
        spring -> {
          spring.registerBean(JobSetup.class, () -> setup);
          spring.registerBean(JobResults.class, () -> results);
        };
    return new JobsGateway(
        new SpringApplicationBuilder(CameleerApplication.class, JobBeans.class)
            .initializers(beans)
            .run(arguments));
  }

  /** How many jobs are in hand. */
  int inHand() {
    return context.getBean("jobClients", JobClients.class).lanes().stream()
        .mapToInt(JobLane::inHand)
        .sum();
  }

  @Override
  public void close() {
    context.close();
  }
}
