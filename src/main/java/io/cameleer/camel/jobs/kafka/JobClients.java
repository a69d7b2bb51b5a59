package io.cameleer.camel.jobs.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka clients of the routes of jobs. Consumers are set up by the route's own endpoint and by
 * the properties given here, which win; the producer below all of a consumer's results by these
 * alone. What the promises of jobs rest on can't be set.
 */
public final class JobClients implements KafkaClientFactory {

  private final Supplier<Map<String, Object>> client;
  private final String transactionalId;
  private final LaneSettings settings;
  private final KnownTopics topics;
  private final AtomicInteger consumers = new AtomicInteger();
  private final Set<JobLane> lanes = ConcurrentHashMap.newKeySet();
  private final UnreadRecords unread = new UnreadRecords();

  /**
   * Not connected yet.
   *
   * @param client gives properties of a Kafka client, when one is made: {@code bootstrap.servers},
   *     how to log in, and any other
   * @param transactionalId names this gateway among those that share the cluster, and should be the
   *     same after a restart: transactions that it had open when it died end at once then
   * @param settings for each consumer
   */
  public JobClients(
      Supplier<Map<String, Object>> client, String transactionalId, LaneSettings settings) {
    this.client = client;
    this.transactionalId = transactionalId;
    this.settings = settings;
    this.topics = new KnownTopics(client);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Consumer getConsumer(Properties endpoint) {
    Map<String, Object> properties = new HashMap<>();
    endpoint.forEach((name, value) -> properties.put((String) name, value));
    properties.putAll(client.get());
    properties.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    properties.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Without this, what a member that died has left half committed would be read again.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    String name = transactionalId + '-' + consumers.getAndIncrement();
    JobLane lane = new JobLane(settings, new TransactionalWriter(producerProperties(), name), name);
    lanes.add(lane);
    try {
      return new JobConsumer(properties, lane, unread, lanes::remove);
    } catch (RuntimeException failed) {
      lanes.remove(lane);
      lane.close();
      throw failed;
    }
  }

  /** Made for one request per transaction, and for transactions that end soon. */
  private Map<String, Object> producerProperties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    properties.putAll(client.get());
    return properties;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Producer getProducer(Properties endpoint) {
    return new JobProducer(topics);
  }

  @Override
  public @Nullable String getBrokers(KafkaConfiguration configuration) {
    return (String) client.get().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** How many records nobody has read yet. */
  public UnreadRecords unread() {
    return unread;
  }

  /** How many jobs of all consumers are where. */
  public JobFigures figures() {
    return lanes.stream().map(JobLane::figures).reduce(JobFigures.NONE, JobFigures::plus);
  }

  /**
   * The gateway is about to stop: nothing more is begun, and jobs that only wait are left to
   * others. Calls in flight go on; their results are committed as long as the routes are there.
   */
  public void stop() {
    lanes.forEach(JobLane::stop);
  }

  /** Waits until all jobs in flight have ended, or their grace period after {@link #stop} has. */
  public void awaitStop() {
    lanes.forEach(JobLane::awaitStop);
  }
}
