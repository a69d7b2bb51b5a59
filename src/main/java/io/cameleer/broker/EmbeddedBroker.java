package io.cameleer.broker;

import io.cameleer.broker.BrokerException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker in this process, reachable from this machine only. It is its own controller and
 * keeps its data on disk: records, offsets and its identity outlast restarts and kills. A process
 * has room for one.
 *
 * <p>It is put together as Kafka's {@code KafkaRaftServer} is, except that the controller listens
 * on any port that is free, and that a fatal fault ends the broker instead of the process.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final BrokerDirectory directory;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private final FutureTask<@Nullable Void> stop = new FutureTask<>(this::stop, null);
  private final String clusterId;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private EmbeddedBroker(BrokerDirectory directory, Properties properties) {
    this.directory = directory;
    KafkaConfig config = new KafkaConfig(properties, false);
    KafkaYammerMetrics.INSTANCE.configure(config.originals());
    BrokerFaults faults = new BrokerFaults(this::fail);
    faults.replaceExit();
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> initial =
        KafkaRaftServer.initializeLogDirs(config, LOGGER, "");
    CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
    SharedServer shared =
        new SharedServer(
            config,
            initial._1(),
            Time.SYSTEM,
            new Metrics(new MetricConfig(), new ArrayList<>(), Time.SYSTEM, true),
            voters,
            List.of(),
            faults);
    this.clusterId = shared.clusterId();
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), initial._2());
    this.broker = new BrokerServer(shared);
    CompletableFuture<Boolean> unused =
        controller
            .socketServerFirstBoundPortFuture()
            .thenApply(bound -> voters.complete(voter(bound)));
  }

  /**
   * Starts a broker, and returns when clients can connect.
   *
   * @param directory where it keeps its data; made where it is missing
   * @param port where clients connect; 0 for any that is free
   * @throws BrokerException where the directory or the port can't be used, or it does not start
   */
  public static EmbeddedBroker start(Path directory, int port) {
    return start(directory, port, Map.of());
  }

  /** Starts a broker with further properties of Kafka's. */
  static EmbeddedBroker start(Path directory, int port, Map<String, String> further) {
    BrokerDirectory opened = BrokerDirectory.open(directory);
    try {
      requireFree(port);
      Properties properties = BrokerProperties.of(opened.path(), port);
      properties.putAll(further);
      EmbeddedBroker broker = new EmbeddedBroker(opened, properties);
      broker.startUp();
      return broker;
    } catch (RuntimeException failed) {
      opened.close();
      throw failed instanceof BrokerException known ? known : notStarted(failed, port);
    }
  }

  /** Where clients connect: {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return BrokerProperties.ADDRESS + ":" + port();
  }

  /** The port that clients connect to. */
  public int port() {
    return broker.boundPort(new ListenerName(BrokerProperties.CLIENT_LISTENER));
  }

  /** Its identity, which stays as long as its directory does. */
  public String clusterId() {
    return clusterId;
  }

  /** Why it has stopped by itself; empty while it works. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  private static Map<Integer, InetSocketAddress> voter(int port) {
    return Map.of(
        BrokerProperties.NODE, InetSocketAddress.createUnresolved(BrokerProperties.ADDRESS, port));
  }

  /** Kafka's own complaint would be a page of log. */
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
    } catch (IOException | RuntimeException taken) {
      throw portTaken(port, taken);
    }
  }

  /** Whichever of the two fails stops again by itself. */
  private void startUp() {
    controller.startup();
    try {
      broker.startup();
    } catch (RuntimeException failed) {
      stopController();
      throw failed;
    }
    running.set(true);
    failure()
        .ifPresent(fault -> {
          stop();
          throw new IllegalStateException(fault);
        });
  }

  private static BrokerException notStarted(RuntimeException failed, int port) {
    Throwable cause = failed;
    while (cause.getCause() != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    return cause instanceof BindException
        ? portTaken(port, cause)
        : new BrokerException(
            Reason.NOT_STARTED, "The embedded Kafka broker did not start: " + cause + ".", failed);
  }

  private static BrokerException portTaken(int port, Throwable cause) {
    return new BrokerException(
        Reason.PORT_TAKEN,
        "The embedded Kafka broker can't listen on %s:%d: %s."
            .formatted(BrokerProperties.ADDRESS, port, cause.getMessage()),
        cause);
  }

  /** Called by a thread of Kafka's, for which stopping waits. */
  private void fail(String reason) {
    if (failure.compareAndSet(null, reason) && running.get()) {
      LOGGER.error("The embedded Kafka broker has failed and stops: {}", reason);
      beginStop();
    }
  }

  /** Stops it: all data is on disk then, and the next start finds nothing to repair. */
  @Override
  public void close() {
    beginStop();
    try {
      stop.get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOGGER.warn("The embedded Kafka broker still stops after {} s", STOP_WITHIN.toSeconds());
    } catch (ExecutionException failed) {
      LOGGER.warn("The embedded Kafka broker did not stop in order", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** It stops once, however often this is called. */
  private void beginStop() {
    running.set(false);
    Thread.ofPlatform().daemon().name("embedded-broker-stop").start(stop);
  }

  private void stop() {
    try (directory) {
      try {
        broker.shutdown();
      } finally {
        stopController();
      }
    }
  }

  private void stopController() {
    // The registration manager closes this channel itself; a second time is a warning in the log.
    controller.registrationChannelManager_$eq(null);
    controller.shutdown();
  }
}
