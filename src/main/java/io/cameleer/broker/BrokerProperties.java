package io.cameleer.broker;

import java.nio.file.Path;
import java.util.Properties;

/** How the broker is set up: one node, small enough to live in somebody else's process. */
final class BrokerProperties {

  /** The only node: broker and controller. */
  static final int NODE = 1;

  /** Only this machine reaches the broker: it knows no passwords. */
  static final String ADDRESS = "127.0.0.1";

  static final String CLIENT_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Jobs carry pictures, and results thousands of vectors; Kafka's own limit is 1 MiB. */
  private static final int LARGEST_MESSAGE = 32 << 20;

  private static final int SEGMENT = 256 << 20;
  private static final int INDEX = 1 << 20;
  private static final int CLEANER_BUFFER = 4 << 20;
  private static final int COORDINATOR_PARTITIONS = 4;
  private static final int A_YEAR_IN_MINUTES = 365 * 24 * 60;

  private static final int SESSION_MILLIS = 3_000;
  private static final int HEARTBEAT_MILLIS = 500;

  private final Properties properties = new Properties();

  private BrokerProperties() {}

  /**
   * The properties.
   *
   * @param port where clients connect; 0 for any that is free
   */
  static Properties of(Path directory, int port) {
    BrokerProperties broker = new BrokerProperties();
    broker.addresses(port);
    broker.logs(directory);
    broker.coordinators();
    broker.size();
    broker.pace();
    return broker.properties;
  }

  private void addresses(int port) {
    set("process.roles", "broker,controller");
    set("node.id", NODE);
    set(
        "listeners",
        "%s://%s:%d,%s://%s:0"
            .formatted(CLIENT_LISTENER, ADDRESS, port, CONTROLLER_LISTENER, ADDRESS));
    set("inter.broker.listener.name", CLIENT_LISTENER);
    set("controller.listener.names", CONTROLLER_LISTENER);
    // The controller's port is known only when it listens: EmbeddedBroker passes it on.
    set("controller.quorum.voters", NODE + "@0.0.0.0:0");
  }

  private void logs(Path directory) {
    set("log.dirs", directory);
    set("auto.create.topics.enable", false);
    set("default.replication.factor", 1);
    set("min.insync.replicas", 1);
    set("message.max.bytes", LARGEST_MESSAGE);
    set("log.segment.bytes", SEGMENT);
    set("log.index.size.max.bytes", INDEX);
    set("num.recovery.threads.per.data.dir", 2);
  }

  private void coordinators() {
    set("offsets.topic.num.partitions", COORDINATOR_PARTITIONS);
    set("offsets.topic.replication.factor", 1);
    set("transaction.state.log.num.partitions", COORDINATOR_PARTITIONS);
    set("transaction.state.log.replication.factor", 1);
    set("transaction.state.log.min.isr", 1);
    // A gateway that was off for longer than Kafka's 7 days goes on where it was all the same.
    set("offsets.retention.minutes", A_YEAR_IN_MINUTES);
    set("group.initial.rebalance.delay.ms", 0);
  }

  private void size() {
    set("num.network.threads", 2);
    set("num.io.threads", 4);
    set("background.threads", 2);
    set("log.cleaner.threads", 1);
    set("log.cleaner.dedupe.buffer.size", CLEANER_BUFFER);
    set("metrics.jmx.exclude", ".*");
  }

  private void pace() {
    // After a kill the controller waits for the broker's old session to end: 9 s, if it were
    // Kafka's.
    set("broker.session.timeout.ms", SESSION_MILLIS);
    set("broker.heartbeat.interval.ms", HEARTBEAT_MILLIS);
    // Nobody follows the metadata log who had to see twice a second that it lives.
    set("metadata.max.idle.interval.ms", 0);
  }

  private void set(String name, Object value) {
    properties.setProperty(name, value.toString());
  }
}
