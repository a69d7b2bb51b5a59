package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.broker.BrokerException;
import io.cameleer.broker.BrokerException.Reason;
import io.cameleer.broker.Topic;
import io.cameleer.catalog.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobSettingsTest {

  private static final String SECRET = "tell-nobody";
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path folder;

  @Test
  void jobsAreOffUntilSwitchedOnAndThenGoThroughTheEmbeddedBroker() throws IOException {
    JobSettings jobs = Configured.by(folder, "").settings().jobs();

    assertThat(jobs.enabled()).isFalse();
    assertThat(jobs.kafka())
        .isEqualTo(new KafkaSettings(null, Map.of(), 9092, Path.of("data", "kafka")));
    assertThat(jobs.topics().all())
        .containsExactly(
            new Topic("llm.jobs", 8, WEEK),
            new Topic("llm.results", 8, WEEK),
            new Topic("llm.dead-letters", 8, WEEK),
            new Topic("llm.batch-jobs", 8, WEEK));
  }

  @Test
  void everyKeyOfJobsAndKafkaIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("jaas"), SECRET + "\n");

    JobSettings jobs =
        Configured.below(
                folder,
                """
                jobs:
                  enabled: true
                  topics: {jobs: j, results: r, dead-letters: d, batch-jobs: b,
                    partial-results: p, partitions: 3, retention: 2d}
                kafka:
                  bootstrap-servers: "one:9092, two:9093"
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: file:%s
                  embedded: {port: 1234, data: /var/lib/kafka}
                """
                    .formatted(file))
            .settings()
            .jobs();

    assertThat(jobs.enabled()).isTrue();
    assertThat(jobs.kafka())
        .isEqualTo(
            new KafkaSettings(
                "one:9092,two:9093",
                Map.of(
                    "security.protocol",
                    new Secret("SASL_SSL"),
                    "sasl.jaas.config",
                    new Secret(SECRET)),
                1234,
                Path.of("/var/lib/kafka")));
    assertThat(jobs.topics())
        .isEqualTo(new JobTopics("j", "r", "d", "b", "p", 3, Duration.ofDays(2)));
    assertThat(jobs.topics().all())
        .extracting(Topic::name)
        .containsExactly("j", "r", "d", "b", "p");
    assertThat(jobs.toString()).doesNotContain(SECRET);
  }

  @Test
  void variablesNameTheClusterAndItsProperties() throws IOException {
    JobSettings jobs =
        Configured.by(folder, "")
            .with("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
            .with("CAMELEER_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN")
            .with("CAMELEER_JOBS_ENABLED", "true")
            .settings()
            .jobs();

    assertThat(jobs.enabled()).isTrue();
    assertThat(jobs.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(jobs.kafka().properties()).isEqualTo(Map.of("sasl.mechanism", new Secret("PLAIN")));
  }

  @Test
  void theConfiguredClusterWinsOverTheWellKnownVariableAndAnEmptyOneIsNone() throws IOException {
    Configured named =
        Configured.below(folder, "kafka: {bootstrap-servers: 'mine:1'}")
            .with("KAFKA_BOOTSTRAP_SERVERS", "theirs:2");
    assertThat(named.settings().jobs().kafka().bootstrapServers()).isEqualTo("mine:1");

    Configured empty = Configured.by(folder, "").with("KAFKA_BOOTSTRAP_SERVERS", "");
    assertThat(empty.settings().jobs().kafka().bootstrapServers()).isNull();
  }

  @Test
  void aChangeOfJobsOrKafkaNeedsARestart() throws IOException {
    Configured before = Configured.by(folder, "");
    Settings first = before.settings();
    ConfigurationReader reader =
        new ConfigurationReader(
            before.environment(), InstallationLayout.find(before.environment(), List.of(folder)));

    Settings moved =
        Configured.below(folder, "kafka: {embedded: {port: 1}}\njobs: {topics: {jobs: other}}")
            .settings();

    assertThat(reader.restartNeeded(first, moved, before.environment()))
        .containsExactly("cameleer.kafka", "cameleer.jobs");
    assertThat(reader.restartNeeded(first, first, before.environment())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whateverIsWrongWithKafkaIsSaidInTermsOfTheConfiguration(Reason reason) {
    InvalidConfigurationException refusal =
        KafkaProblem.of(new BrokerException(reason, "What is wrong."));

    assertThat(refusal.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.key()).matches("cameleer\\.(kafka|jobs)\\..+");
          assertThat(problem.fault()).isEqualTo("What is wrong.");
          assertThat(problem.remedy()).endsWith(".");
        });
  }
}
