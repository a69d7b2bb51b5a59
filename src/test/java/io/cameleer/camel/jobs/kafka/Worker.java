package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.Urgency;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Does with the clients of jobs what a route does: polls, and carries out each job on a thread. */
final class Worker implements AutoCloseable {

  /** The call of a job. */
  interface Call {
    /** Makes it; its answer is the job's key. */
    void make(JobInHand job) throws Exception;
  }

  private final JobClients clients;
  private static final JobProducer PRODUCER = new JobProducer(new KnownTopics(Map::of));

  private final Consumer<Object, Object> consumer;
  private final Call call;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  /** Starts. */
  @SuppressWarnings("unchecked")
  Worker(JobCluster cluster, String name, LaneSettings settings, Call call) {
    this.call = call;
    this.clients = new JobClients(cluster::client, name, settings);
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "group.id",
            JobCluster.GROUP,
            "auto.offset.reset",
            "earliest",
            "session.timeout.ms",
            "6000",
            "heartbeat.interval.ms",
            "300",
            "max.poll.records",
            "50"));
    this.consumer = clients.getConsumer(properties);
    Thread.ofPlatform().name("poll-" + name).daemon().start(this::run);
  }

  int inHand() {
    return clients.figures().inHand();
  }

  private void run() {
    try {
      consumer.subscribe(List.of(JobCluster.JOBS), new Nobody());
      while (!stopping) {
        for (ConsumerRecord<Object, Object> record : consumer.poll(Duration.ofMillis(200))) {
          JobInHand job = (JobInHand) record.value();
          Thread.startVirtualThread(() -> carryOut(job));
        }
      }
      consumer.unsubscribe();
    } catch (WakeupException stopped) {
      consumer.unsubscribe();
    } finally {
      consumer.close();
      ended.countDown();
    }
  }

  private void carryOut(JobInHand job) {
    try {
      if (job.awaitTurn(new Urgency(4, null))) {
        call.make(job);
        job.endTurn();
        if (job.done()) {
          return;
        }
        byte[] key = job.record().key();
        publish(JobCluster.RESULTS, new JobOutput(job, record(key, key), null, false));
      }
    } catch (JobGivenUpException another) {
      return;
    } catch (Exception failed) {
      byte[] fault = JobCluster.bytes(failed.toString());
      try {
        publish(
            JobCluster.DEAD_LETTERS,
            new JobOutput(
                job,
                record(job.record().key(), job.record().value()),
                record(job.record().key(), fault),
                false));
      } catch (Exception lost) {
        throw new IllegalStateException(lost);
      }
    } finally {
      job.endTurn();
    }
  }

  static OutgoingRecord record(byte[] key, byte[] value) {
    return new OutgoingRecord(key, value, List.of());
  }

  static void publish(String topic, JobOutput output) throws Exception {
    try {
      PRODUCER.send(new ProducerRecord<>(topic, output)).get();
    } catch (java.util.concurrent.ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** Stops in order. */
  @Override
  public void close() {
    clients.stop();
    clients.awaitStop();
    stopping = true;
    try {
      ended.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static final class Nobody implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }
}
