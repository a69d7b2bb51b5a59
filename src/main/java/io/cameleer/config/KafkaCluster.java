package io.cameleer.config;

import io.cameleer.broker.BrokerException;
import io.cameleer.broker.BrokerException.Reason;
import io.cameleer.broker.EmbeddedBroker;
import io.cameleer.broker.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The Kafka cluster that jobs go through, and their topics in it: the embedded broker, or somebody
 * else's cluster. It is there before Camel's routes start, and until they have stopped.
 *
 * <p>Somebody else's cluster that does not answer keeps nobody from calling over HTTP: the gateway
 * starts without it, and creates the topics when it is back.
 */
public final class KafkaCluster implements SmartLifecycle {

  private static final Logger LOGGER = LoggerFactory.getLogger(KafkaCluster.class);
  private static final Duration START_WITHIN = Duration.ofSeconds(10);
  private static final Duration TRY_FOR = Duration.ofMinutes(1);

  private final JobSettings jobs;
  private final FutureTask<Void> establishing = new FutureTask<>(this::establish, null);
  private volatile @Nullable EmbeddedBroker broker;
  private volatile @Nullable Thread creation;
  private volatile @Nullable String missing;
  private volatile boolean begun;
  private volatile boolean running;

  /** Does nothing until it is started, and nothing at all where jobs are off. */
  public KafkaCluster(JobSettings jobs) {
    this.jobs = jobs;
  }

  /**
   * What every Kafka client needs to get there: {@code bootstrap.servers} and what is configured
   * beside it, secrets included.
   *
   * @throws IllegalStateException where jobs are off, or before it is started
   */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("auto.include.jmx.reporter", "false");
    properties.put("enable.metrics.push", "false");
    // While a cluster is away, each attempt to reach it is a line in the log.
    properties.put("reconnect.backoff.max.ms", "5000");
    jobs.kafka().properties().forEach((name, value) -> properties.put(name, value.reveal()));
    properties.put("bootstrap.servers", bootstrapServers());
    return properties;
  }

  private String bootstrapServers() {
    EmbeddedBroker embedded = broker;
    String servers =
        embedded == null ? jobs.kafka().bootstrapServers() : embedded.bootstrapServers();
    if (!jobs.enabled() || servers == null) {
      throw new IllegalStateException("there is no Kafka cluster");
    }
    return servers;
  }

  /** Why jobs may stand still; empty where all is well. */
  public Optional<String> problem() {
    EmbeddedBroker embedded = broker;
    Optional<String> failure = embedded == null ? Optional.empty() : embedded.failure();
    return failure
        .map(reason -> "the embedded Kafka broker has failed: " + reason)
        .or(() -> Optional.ofNullable(missing));
  }

  /**
   * Begins what {@link #start} has to wait for, beside whatever else the program does before that.
   * Does nothing where jobs are off.
   */
  void begin() {
    if (jobs.enabled()) {
      begun = true;
      Thread.ofPlatform().name("kafka-start").daemon().start(establishing);
    }
  }

  /**
   * Starts the embedded broker, unless there is another, and creates the topics that are missing.
   *
   * @throws InvalidConfigurationException where that can't work as configured
   */
  @Override
  public void start() {
    if (!jobs.enabled()) {
      return;
    }
    establishing.run(); // unless it has begun
    try {
      establishing.get();
      running = true;
    } catch (ExecutionException failed) {
      stop();
      if (failed.getCause() instanceof BrokerException unusable) {
        throw KafkaProblem.of(unusable);
      }
      throw new IllegalStateException("Kafka can't be set up", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was being set up", interrupted);
    }
  }

  private void establish() {
    if (jobs.kafka().bootstrapServers() == null) {
      startBroker();
    }
    createTopics();
  }

  private void startBroker() {
    KafkaSettings kafka = jobs.kafka();
    EmbeddedBroker started = EmbeddedBroker.start(kafka.data(), kafka.port());
    broker = started;
    LOGGER.info(
        "Kafka listens on {} and keeps its data in {}", started.bootstrapServers(), kafka.data());
  }

  private void createTopics() {
    try {
      createTopics(START_WITHIN);
    } catch (BrokerException failed) {
      if (failed.reason() != Reason.UNREACHABLE || broker != null) {
        throw failed;
      }
      missing = "Kafka does not answer at " + bootstrapServers();
      LOGGER.warn("{}: jobs stand still until it does", missing);
      creation = Thread.ofVirtual().name("kafka-topics").start(this::createTopicsLater);
    }
  }

  private void createTopicsLater() {
    while (missing != null && !Thread.currentThread().isInterrupted()) {
      try {
        createTopics(TRY_FOR);
      } catch (BrokerException failed) {
        if (failed.reason() != Reason.UNREACHABLE) {
          missing = failed.getMessage();
          LOGGER.error("Jobs stand still until the next start: {}", missing);
          return;
        }
      }
    }
  }

  private void createTopics(Duration patience) {
    List<String> created = new Topics(clientProperties()).create(jobs.topics().all(), patience);
    missing = null;
    if (!created.isEmpty()) {
      LOGGER.info("Created the Kafka topics {}", String.join(", ", created));
    }
  }

  /** Stops the embedded broker, also one whose start is still under way. */
  void end() {
    if (begun) {
      try {
        establishing.get();
      } catch (ExecutionException failed) {
        LOGGER.debug("Kafka was not set up", failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      stop();
    }
  }

  @Override
  public void stop() {
    running = false;
    Thread trying = creation;
    if (trying != null) {
      trying.interrupt();
    }
    EmbeddedBroker started = broker;
    if (started != null) {
      started.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Camel's own phase is one of the last, so that it stops first; it starts after all of them. */
  @Override
  public int getPhase() {
    return 0;
  }
}
