import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cameleer.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.LoggerFactory;

/**
 * The other ends of the benchmark of jobs. Its first argument says which:
 *
 * <ul>
 *   <li>{@code broker PORT DIRECTORY}: a Kafka broker, the one that the gateway has in it.
 *   <li>{@code origin PORT MEDIAN_MS P99_MS WINDOW}: a provider whose answers take log-normally
 *       long; 0: none. {@code GET /counts} tells how often it was called, for how many jobs, how
 *       many calls it has in flight, how long all of them took together, and how long a caller
 *       would have taken that always had WINDOW of these calls in flight and lost no time between
 *       them, in milliseconds.
 *   <li>{@code send SERVERS PREFIX COUNT POISON_EVERY}: sends jobs named PREFIX0, PREFIX1, …; of so
 *       many one is no job at all (0: none). Prints when it began.
 *   <li>{@code await SERVERS COUNT SECONDS}: waits for so many results and dead letters together,
 *       and prints how many there are, for how many jobs, and when the last one was written.
 * </ul>
 *
 * <p>Times are milliseconds since 1970.
 */
public final class JobsBench {

  private static final String JOBS = "llm.jobs";
  private static final String RESULTS = "llm.results";
  private static final String DEAD_LETTERS = "llm.dead-letters";
  private static final double Z99 = 2.3263;
  private static final Pattern JOB = Pattern.compile("job-(\\d+)");
  private static final List<String> POISON =
      List.of(
          "",
          "hello",
          "{",
          "[]",
          "{\"model\":\"openai/gpt-4.1-mini\"}",
          "{\"model\":\"nobody/nothing\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
          "{\"model\":\"openai/gpt-4.1-mini\",\"messages\":7}",
          "{\"custom_id\":\"x\",\"url\":\"/v1/elsewhere\",\"body\":{\"messages\":[]}}",
          "{\"model\":\"openai/gpt-4.1-mini\",\"messages\":[{\"role\":\"camel\",\"content\":\"x\"}]}",
          "\u0000\u0001\u0002");

  private JobsBench() {}

  public static void main(String[] arguments) throws Exception {
    // What is printed is read by a script.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    switch (arguments[0]) {
      case "broker" -> broker(number(arguments[1]), Path.of(arguments[2]));
      case "origin" ->
          new Origin(number(arguments[2]), number(arguments[3]), number(arguments[4]))
              .start(number(arguments[1]));
      case "send" -> send(arguments[1], arguments[2], number(arguments[3]), number(arguments[4]));
      case "await" -> await(arguments[1], number(arguments[2]), number(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void broker(int port, Path directory) throws InterruptedException {
    EmbeddedBroker.start(directory, port);
    new CountDownLatch(1).await();
  }

  private static int number(String argument) {
    return Integer.parseInt(argument);
  }

  private static final class Origin {

    private final double median;
    private final double sigma;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong();
    private final Map<String, AtomicInteger> callsOfJobs = new ConcurrentHashMap<>();
    private final Random random = new Random(1);
    // When each place of the ideal caller's window is free again, and when the last one is.
    private final PriorityQueue<Long> window = new PriorityQueue<>();
    private long ideal;

    Origin(int medianMillis, int p99Millis, int windowSize) {
      median = medianMillis;
      sigma = medianMillis == 0 ? 0 : Math.log((double) p99Millis / medianMillis) / Z99;
      for (int place = 0; place < windowSize; place++) {
        window.add(0L);
      }
    }

    void start(int port) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/counts", exchange -> reply(exchange, counts()));
      server.createContext("/v1/chat/completions", this::answer);
      server.start();
    }

    private synchronized String counts() {
      return "calls=%d jobs=%d in_flight=%d millis=%d ideal=%d\n"
          .formatted(calls.get(), callsOfJobs.size(), inFlight.get(), millis.get(), ideal);
    }

    private void answer(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Matcher job = JOB.matcher(body);
      callsOfJobs
          .computeIfAbsent(job.find() ? job.group() : "none", name -> new AtomicInteger())
          .incrementAndGet();
      calls.incrementAndGet();
      inFlight.incrementAndGet();
      try {
        long wait = takeTime();
        millis.addAndGet(wait);
        Thread.sleep(wait);
        reply(
            exchange,
            "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
                + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"done\"},"
                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
                + "\"completion_tokens\":2,\"total_tokens\":5}}");
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        inFlight.decrementAndGet();
      }
    }

    private synchronized long takeTime() {
      long wait = median == 0 ? 0 : Math.round(median * Math.exp(sigma * random.nextGaussian()));
      long end = window.remove() + wait;
      window.add(end);
      ideal = Math.max(ideal, end);
      return wait;
    }

    private static void reply(HttpExchange exchange, String body) throws IOException {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }

  private static void send(String servers, String prefix, int count, int poisonEvery) {
    System.out.println("began=" + System.currentTimeMillis());
    Map<String, Object> properties =
        Map.of("bootstrap.servers", servers, "linger.ms", 20, "compression.type", "lz4");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int job = 0; job < count; job++) {
        boolean poisoned = poisonEvery > 0 && job % poisonEvery == 0;
        String value =
            poisoned ? POISON.get(job / poisonEvery % POISON.size()) : body(prefix + job);
        producer.send(new ProducerRecord<>(JOBS, prefix + job, value));
      }
    }
  }

  private static String body(String job) {
    return "{\"model\":\"openai/gpt-4.1-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + job
        + "\"}]}";
  }

  private static void await(String servers, int count, int seconds) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    Map<String, Integer> results = new HashMap<>();
    Map<String, Integer> letters = new HashMap<>();
    long last = 0;
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(RESULTS, DEAD_LETTERS)) {
        for (PartitionInfo info : consumer.partitionsFor(topic)) {
          partitions.add(new TopicPartition(topic, info.partition()));
        }
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Duplicates may come last: the end is when nothing has come for a while.
      int quiet = 0;
      while (System.nanoTime() < until && quiet < 10) {
        int before = results.size() + letters.size();
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          (record.topic().equals(RESULTS) ? results : letters).merge(record.key(), 1, Integer::sum);
          last = Math.max(last, record.timestamp());
          quiet = 0;
        }
        quiet = before >= count ? quiet + 1 : 0;
      }
    }
    System.out.printf(
        "results=%d result_jobs=%d letters=%d letter_jobs=%d last=%d%n",
        sum(results), results.size(), sum(letters), letters.size(), last);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
