package io.cameleer.broker;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.LoggerFactory;

/** Stock Kafka clients of one cluster. */
final class KafkaClients {

  private final String bootstrapServers;

  KafkaClients(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Without Spring, Kafka would log everything down to each request. */
  static void quietLogs() {
    for (String name :
        List.of("kafka", "org.apache.kafka", "org.apache.zookeeper", "state.change.logger")) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
    }
  }

  Map<String, Object> properties() {
    return Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }

  Admin admin() {
    return Admin.create(properties());
  }

  /** Sends records, and returns when the broker has them all. */
  void send(String topic, List<String> values) throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
      for (String value : values) {
        acknowledgements.add(producer.send(new ProducerRecord<>(topic, value)));
      }
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    }
  }

  /** A producer that writes in transactions. */
  KafkaProducer<String, String> transactional(String id) {
    KafkaProducer<String, String> producer =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
    producer.initTransactions();
    return producer;
  }

  private KafkaProducer<String, String> producer(Map<String, Object> further) {
    Map<String, Object> all = new LinkedHashMap<>(properties());
    all.putAll(further);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  /** All that is committed in a topic now. */
  List<String> readAll(String topic) {
    try (KafkaConsumer<String, String> consumer =
        consumer(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .records(topic)
            .forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  /** That many records or some more that a group has not read yet; commits them. */
  List<String> readAsGroup(String group, String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (KafkaConsumer<String, String> consumer = consumer(settings)) {
      consumer.subscribe(List.of(topic));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
      consumer.commitSync();
      return values;
    }
  }

  private KafkaConsumer<String, String> consumer(Map<String, Object> further) {
    Map<String, Object> all = new LinkedHashMap<>(properties());
    all.putAll(further);
    return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
  }
}
