package io.cameleer.camel.jobs.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cameleer.broker.EmbeddedBroker;
import io.cameleer.broker.Topic;
import io.cameleer.broker.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A broker with the topics of jobs, and stock clients that write jobs and read results. */
public final class JobCluster implements AutoCloseable {

  public static final String JOBS = "llm.jobs";
  public static final String BATCH_JOBS = "llm.batch-jobs";
  public static final String RESULTS = "llm.results";
  public static final String DEAD_LETTERS = "llm.dead-letters";
  public static final String GROUP = "cameleer";
  public static final int PARTITIONS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Map<String, Object> further = new HashMap<>();
  private final Map<String, TopicReader> readers = new ConcurrentHashMap<>();
  private EmbeddedBroker broker;

  public JobCluster(Path folder) {
    for (String name :
        List.of("kafka", "org.apache.kafka", "org.apache.zookeeper", "state.change.logger")) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
    }
    this.folder = folder;
    this.broker = EmbeddedBroker.start(folder, 0);
    List<Topic> topics = new ArrayList<>();
    for (String name : List.of(JOBS, BATCH_JOBS, RESULTS, DEAD_LETTERS)) {
      topics.add(new Topic(name, PARTITIONS, Duration.ofDays(1)));
    }
    new Topics(client()).create(topics, PATIENCE);
  }

  public Map<String, Object> client() {
    Map<String, Object> properties = new HashMap<>(further);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /**
   * The properties of a gateway that takes jobs from here.
   *
   * @param data where it keeps its own
   */
  public Map<String, String> properties(Path data) {
    return Map.of(
        "cameleer.jobs.enabled",
        "true",
        "cameleer.kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "cameleer.data",
        data.toString());
  }

  /** From now on clients wait no longer than this for a record to be written. */
  public void patience(Duration delivery) {
    further.put("delivery.timeout.ms", (int) delivery.toMillis());
    further.put("request.timeout.ms", (int) delivery.toMillis() - 100);
  }

  /** From now on consumers that have not polled for so long lose their partitions. */
  public void mayBeSilentFor(Duration interval) {
    further.put("max.poll.interval.ms", (int) interval.toMillis());
  }

  /** Stops the broker, and starts it again where it was. */
  public void restartBroker() {
    int port = broker.port();
    broker.close();
    broker = EmbeddedBroker.start(folder, port);
  }

  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      records.forEach(producer::send);
      producer.flush();
    }
  }

  public static ProducerRecord<byte[], byte[]> job(@Nullable String key, String value) {
    return new ProducerRecord<>(JOBS, key == null ? null : bytes(key), bytes(value));
  }

  /** All records of a topic that a reader of committed records sees. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return readers.computeIfAbsent(topic, name -> new TopicReader(client(), name)).all();
  }

  /** The keys of all records of a topic. */
  public List<String> keys(String topic) {
    return read(topic).stream().map(record -> text(record.key())).toList();
  }

  /** Creates one more topic. */
  public void create(String topic) {
    new Topics(client()).create(List.of(new Topic(topic, 1, Duration.ofDays(1))), PATIENCE);
  }

  /** From now on a topic takes no larger records. */
  public void limit(String topic, int bytes) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry =
        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    try (Admin admin = Admin.create(client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /** How many records of jobs the group has not committed as done. */
  public long lag() throws Exception {
    return lag(GROUP, JOBS);
  }

  public long lag(String group, String topic) throws Exception {
    try (Admin admin = Admin.create(client())) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      long lag = 0;
      for (int partition = 0; partition < PARTITIONS; partition++) {
        TopicPartition each = new TopicPartition(topic, partition);
        OffsetAndMetadata offset = committed.get(each);
        lag += endOffset(each) - (offset == null ? 0 : offset.offset());
      }
      return lag;
    }
  }

  public long endOffset(TopicPartition partition) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    readers.values().forEach(TopicReader::close);
    broker.close();
  }
}
