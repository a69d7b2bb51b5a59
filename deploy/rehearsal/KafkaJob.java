import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An application that has a job done over Kafka: {@code java KafkaJob.java BOOTSTRAP-SERVERS KEY}.
 * Prints the result that comes under its key.
 */
final class KafkaJob {

  private static final String JOB =
      """
      {"model":"sandbox/echo","messages":[{"role":"user","content":"Hello by Kafka"}]}\
      """;

  private KafkaJob() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Object> cluster = Map.of("bootstrap.servers", arguments[0]);
    String key = arguments[1];
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(cluster, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("llm.jobs", key, JOB)).get();
    }
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                "rehearsal-" + key,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("llm.results"));
      System.out.println(result(consumer, key));
    }
  }

  private static String result(KafkaConsumer<String, String> consumer, String key) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<String, String> result : consumer.poll(Duration.ofSeconds(1))) {
        if (key.equals(result.key())) {
          return result.value();
        }
      }
    }
    throw new IllegalStateException("no result of job " + key);
  }
}
