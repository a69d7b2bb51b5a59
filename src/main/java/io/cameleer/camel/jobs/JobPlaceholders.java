package io.cameleer.camel.jobs;

import io.cameleer.config.JobSettings;
import io.cameleer.config.JobTopics;
import java.util.Map;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;

/**
 * The values of placeholders in the routes of jobs, by the names they have in the configuration.
 */
final class JobPlaceholders implements PropertiesSource {

  private static final String SERVERS = "bootstrap.servers";

  private final JobSetup setup;
  private final Map<String, String> values;

  JobPlaceholders(JobSetup setup) {
    this.setup = setup;
    JobSettings settings = setup.settings();
    JobTopics topics = settings.topics();
    values =
        Map.of(
            "cameleer.jobs.enabled", Boolean.toString(settings.enabled()),
            "cameleer.jobs.group", settings.work().group(),
            "cameleer.jobs.topics.jobs", topics.jobs(),
            "cameleer.jobs.topics.batch-jobs", topics.batchJobs(),
            "cameleer.jobs.topics.results", topics.results(),
            "cameleer.jobs.topics.dead-letters", topics.deadLetters());
  }

  @Override
  public String getName() {
    return "jobs";
  }

  @Override
  public @Nullable String getProperty(String name) {
    return name.equals("cameleer.kafka.bootstrap-servers") ? servers() : values.get(name);
  }

  /** The embedded broker's port may not be known before the routes start. */
  private @Nullable String servers() {
    return setup.settings().enabled() ? (String) setup.client().get().get(SERVERS) : "none";
  }
}
