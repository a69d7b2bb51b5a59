package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.broker.BrokerException;
import io.cameleer.broker.BrokerException.Reason;
import io.cameleer.broker.Topic;
import io.cameleer.catalog.Secret;
import io.cameleer.config.FileSettings.Bucket;
import io.cameleer.config.FileSettings.Folder;
import io.cameleer.job.content.S3Settings;
import io.cameleer.job.content.S3Settings.Credentials;
import io.cameleer.job.store.DatabaseSettings;
import io.cameleer.job.webhook.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobSettingsTest {

  private static final String SECRET = "tell-nobody";
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path folder;

  @Test
  void withoutAnyConfigurationJobsGoThroughTheEmbeddedBroker() throws IOException {
    JobSettings jobs = Configured.by(folder, "").settings().jobs();

    assertThat(jobs.enabled()).isTrue();
    assertThat(jobs.kafka())
        .isEqualTo(new KafkaSettings(null, Map.of(), 9092, Path.of("data", "kafka")));
    assertThat(jobs.topics().all())
        .containsExactly(
            new Topic("llm.jobs", 8, WEEK),
            new Topic("llm.results", 8, WEEK),
            new Topic("llm.dead-letters", 8, WEEK),
            new Topic("llm.batch-jobs", 8, WEEK));
    assertThat(jobs.work())
        .isEqualTo(
            new WorkSettings(
                "cameleer",
                64,
                64,
                1_000,
                256,
                Duration.ofSeconds(20),
                Duration.ofHours(1),
                WEEK,
                Set.of()));
    assertThat(jobs.files())
        .isEqualTo(new FileSettings(new Folder(Path.of("data", "files")), 512L << 20));
    assertThat(jobs.batches()).isEqualTo(new BatchSettings(50_000, 200L << 20));
    assertThat(jobs.webhooks()).isEqualTo(new WebhookSettings(null, false));
  }

  @Test
  void everyKeyOfWorkBatchesAndWebhooksIsRead() throws IOException {
    String secret = "whsec_" + "A".repeat(32);

    JobSettings jobs =
        Configured.below(
                folder,
                """
                jobs:
                  group: g
                  window: 1
                  batch-window: 2
                  backlog: 3
                  parked: 0
                  grace: 5
                  max-time: 30d
                  keep-results: 1m
                  reply-topics: [a, b]
                  batches: {max-lines: 10, max-size: 1KB}
                  webhooks: {secret: "${HOOKS}", allow-private: true}
                """)
            .with("HOOKS", secret)
            .settings()
            .jobs();

    assertThat(jobs.work())
        .isEqualTo(
            new WorkSettings(
                "g",
                1,
                2,
                3,
                0,
                Duration.ofSeconds(5),
                Duration.ofDays(30),
                Duration.ofMinutes(1),
                Set.of("a", "b")));
    assertThat(jobs.batches()).isEqualTo(new BatchSettings(10, 1024));
    assertThat(jobs.webhooks())
        .isEqualTo(new WebhookSettings(SigningKey.parse(secret).orElseThrow(), true));
    assertThat(jobs.toString()).doesNotContain("AAAA");
  }

  @Test
  void filesAreInAFolderOrABucket() throws IOException {
    assertThat(files("{directory: /var/files, max-size: 1MB}"))
        .isEqualTo(new FileSettings(new Folder(Path.of("/var/files")), 1 << 20));
    assertThat(files("{s3: {bucket: my-files}}").place())
        .isEqualTo(new Bucket(new S3Settings("my-files", "", "us-east-1", null, false, null)));
    assertThat(
            files(
                    """
                    {s3: {bucket: my-files, prefix: cameleer/, region: eu-central-1,
                      endpoint: 'http://minio:9000', path-style: false,
                      access-key-id: me, secret-access-key: tell-nobody}}\
                    """)
                .place())
        .isEqualTo(
            new Bucket(
                new S3Settings(
                    "my-files",
                    "cameleer/",
                    "eu-central-1",
                    URI.create("http://minio:9000"),
                    false,
                    new Credentials("me", SECRET))))
        .asString()
        .doesNotContain(SECRET);
    assertThat(files("{s3: {bucket: my-files, endpoint: 'http://minio:9000'}}").place())
        .extracting("settings.pathStyle")
        .isEqualTo(true);
  }

  private FileSettings files(String yaml) throws IOException {
    return Configured.below(folder, "jobs: {files: " + yaml + "}").settings().jobs().files();
  }

  @Test
  void theFolderOfDataIsWhereEverythingIsUnlessItsOwnKeySaysOtherwise() throws IOException {
    Settings settings = Configured.below(folder, "data: /var/lib/cameleer").settings();

    assertThat(settings.jobs().kafka().data()).isEqualTo(Path.of("/var/lib/cameleer/kafka"));
    assertThat(settings.jobs().files().place())
        .isEqualTo(new Folder(Path.of("/var/lib/cameleer/files")));
    assertThat(settings.database())
        .isEqualTo(DatabaseSettings.of("jdbc:sqlite:/var/lib/cameleer/cameleer.db"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:sqlite:jobs.db, jdbc:sqlite:jobs.db, , ",
    "jdbc:postgresql://db/jobs, jdbc:postgresql://db/jobs, , ",
    "postgresql://me:p%40ss+@db:6432/jobs?sslmode=require,"
        + " jdbc:postgresql://db:6432/jobs?sslmode=require, me, p@ss+",
    "postgres://me@db/jobs, jdbc:postgresql://db/jobs, me, ",
  })
  void theDatabaseIsNamedByItsUrl(String url, String jdbc, String user, String password)
      throws IOException {
    assertThat(Configured.by(folder, "").with("CAMELEER_DATABASE_URL", url).settings().database())
        .isEqualTo(
            new DatabaseSettings(jdbc, user, password, DatabaseSettings.DEFAULT_CONNECTIONS));
  }

  @Test
  void userAndPasswordOfTheDatabaseMayStandApart() throws IOException {
    DatabaseSettings database =
        Configured.below(
                folder, "database: {url: 'postgresql://a:b@db/jobs', user: me, password: '${PW}'}")
            .with("PW", SECRET)
            .settings()
            .database();

    assertThat(database)
        .isEqualTo(
            new DatabaseSettings(
                "jdbc:postgresql://db/jobs", "me", SECRET, DatabaseSettings.DEFAULT_CONNECTIONS));
  }

  @Test
  void everyKeyOfJobsAndKafkaIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("jaas"), SECRET + "\n");

    JobSettings jobs =
        Configured.below(
                folder,
                """
                jobs:
                  enabled: false
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

    assertThat(jobs.enabled()).isFalse();
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
            .with("CAMELEER_JOBS_ENABLED", "false")
            .settings()
            .jobs();

    assertThat(jobs.enabled()).isFalse();
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
        Configured.below(
                folder,
                "kafka: {embedded: {port: 1}}\njobs: {window: 5}\ndatabase: {url: 'jdbc:sqlite:x'}")
            .settings();

    assertThat(reader.restartNeeded(first, moved, before.environment()))
        .containsExactly("cameleer.kafka", "cameleer.jobs", "cameleer.database");
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
