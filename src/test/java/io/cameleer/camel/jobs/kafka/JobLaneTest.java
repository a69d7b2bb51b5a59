package io.cameleer.camel.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.job.topic.OutgoingRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class JobLaneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static final LaneSettings SETTINGS =
      new LaneSettings(16, 100, 1 << 20, 16, Duration.ofSeconds(5), Duration.ofMillis(5));

  @TempDir Path folder;
  private JobCluster cluster;
  private final ConcurrentMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  @BeforeEach
  void start() {
    cluster = new JobCluster(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void eachJobHasOneResultAndIsCommitted() throws Exception {
    send(500);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Worker worker =
        new Worker(
            cluster,
            "a",
            SETTINGS,
            job -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              count(job);
              Thread.sleep(1);
              atOnce.decrementAndGet();
            })) {
      awaitResults(500);
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
      assertThat(most.get()).isLessThanOrEqualTo(16);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(500);
    assertThat(calls.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  void aSlowJobHoldsUpNobodyAndIsTheOnlyOneThatComesAgain() throws Exception {
    send(300);
    CountDownLatch never = new CountDownLatch(1);
    try (Worker worker =
        new Worker(
            cluster,
            "a",
            new LaneSettings(4, 50, 1 << 20, 4, Duration.ZERO, Duration.ofMillis(5)),
            job -> {
              count(job);
              if (key(job).equals("0")) {
                never.await();
              }
            })) {
      awaitResults(299);
      assertThat(worker.inHand()).isEqualTo(1);
    }
    calls.clear();
    try (Worker worker = new Worker(cluster, "a", SETTINGS, this::count)) {
      awaitResults(300);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(300);
    assertThat(calls).containsOnlyKeys("0");
    never.countDown();
  }

  @Test
  void aCallLongerThanConsumersMayBeSilentCostsNobodyHisPartitions() throws Exception {
    cluster.mayBeSilentFor(Duration.ofSeconds(2));
    send(3);
    try (Worker worker =
        new Worker(
            cluster,
            "a",
            new LaneSettings(1, 1, 1 << 20, 1, Duration.ZERO, Duration.ofMillis(5)),
            job -> {
              count(job);
              if (key(job).equals("0")) {
                Thread.sleep(4_500);
              }
            })) {
      awaitResults(3);
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(3);
    assertThat(calls.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  void whatIsInFlightWhenTheGatewayStopsIsFinished() throws Exception {
    send(40);
    CountDownLatch begun = new CountDownLatch(16);
    try (Worker worker =
        new Worker(
            cluster,
            "a",
            SETTINGS,
            job -> {
              count(job);
              begun.countDown();
              Thread.sleep(500);
            })) {
      begun.await();
    }
    assertThat(cluster.keys(JobCluster.RESULTS))
        .hasSizeGreaterThanOrEqualTo(16)
        .containsExactlyInAnyOrderElementsOf(calls.keySet());
  }

  @Test
  void partitionsThatMoveBetweenInstancesLoseAndRepeatNothing() throws Exception {
    send(1_000);
    Worker.Call call =
        job -> {
          count(job);
          Thread.sleep(ThreadLocalRandom.current().nextInt(1, 40));
        };
    try (Worker third = third(call)) {
      awaitResults(1_000);
      assertThat(third.inHand()).isZero();
    }
    assertOneResultEach(1_000);
    assertThat(calls.values()).allMatch(count -> count.get() == 1);
  }

  /** One instance, then two, then three, then only the last of them. */
  private Worker third(Worker.Call call) {
    try (Worker first = new Worker(cluster, "a", SETTINGS, call)) {
      awaitResults(200);
      try (Worker second = new Worker(cluster, "b", SETTINGS, call)) {
        awaitResults(400);
        return new Worker(cluster, "c", SETTINGS, call);
      }
    }
  }

  @Test
  void aProducerThatIsCutOffGoesOnUnderAnotherName() throws Exception {
    send(1_000);
    try (Worker worker = new Worker(cluster, "a", SETTINGS, this::slowly)) {
      awaitResults(100);
      try (KafkaProducer<byte[], byte[]> intruder =
          new KafkaProducer<>(
              with("transactional.id", "a-0"),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        intruder.initTransactions();
      }
      awaitResults(1_000);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(1_000);
    assertThat(calls.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  void aBrokerThatRestartsLosesAndRepeatsNothing() throws Exception {
    send(1_000);
    try (Worker worker = new Worker(cluster, "a", SETTINGS, this::slowly)) {
      awaitResults(200);
      cluster.restartBroker();
      awaitResults(1_000);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(1_000);
  }

  @Test
  void aRecordThatCantBeWrittenForAReasonNobodyForesawHoldsUpNoOthers() throws Exception {
    // Smaller than a batch of the producer: it would split and send the same again, for ever.
    cluster.limit(JobCluster.RESULTS, 5_000);
    cluster.patience(Duration.ofMillis(800));
    send(8);
    try (Worker worker =
        new Worker(
            cluster,
            "a",
            SETTINGS,
            job -> {
              if (key(job).equals("7")) {
                byte[] noise = new byte[10_000];
                ThreadLocalRandom.current().nextBytes(noise);
                OutgoingRecord large = Worker.record(job.record().key(), noise);
                OutgoingRecord small = Worker.record(job.record().key(), new byte[1]);
                Worker.publish(JobCluster.RESULTS, new JobOutput(job, large, small, false));
              }
            })) {
      await().atMost(PATIENCE).until(() -> cluster.lag() == 0);
      assertThat(worker.inHand()).isZero();
    }
    assertOneResultEach(8);
  }

  private void slowly(JobInHand job) throws InterruptedException {
    count(job);
    Thread.sleep(5);
  }

  private void send(int jobs) {
    cluster.send(
        IntStream.range(0, jobs)
            .mapToObj(number -> JobCluster.job(Integer.toString(number), "{}"))
            .toList());
  }

  private void count(JobInHand job) {
    calls.computeIfAbsent(key(job), unseen -> new AtomicInteger()).incrementAndGet();
  }

  private static String key(JobInHand job) {
    return JobCluster.text(job.record().key());
  }

  private Map<String, Object> with(String name, Object value) {
    Map<String, Object> properties = new HashMap<>(cluster.client());
    properties.put(name, value);
    return properties;
  }

  private void awaitResults(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> cluster.keys(JobCluster.RESULTS).size() >= count);
  }

  private void assertOneResultEach(int jobs) {
    List<String> expected = IntStream.range(0, jobs).mapToObj(Integer::toString).toList();
    assertThat(cluster.keys(JobCluster.RESULTS)).containsExactlyInAnyOrderElementsOf(expected);
  }
}
