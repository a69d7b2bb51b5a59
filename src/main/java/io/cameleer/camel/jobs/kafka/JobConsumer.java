package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a route of jobs. What {@link #poll} returns is in the hands of its {@link
 * JobLane}; while there is no room for more it goes on polling without fetching, so that the group
 * sees it live. Offsets are committed by the lane's transactions and by nobody else.
 */
final class JobConsumer extends KafkaConsumer<Object, Object> {

  /** How soon it notices that there is room again. */
  private static final Duration FULL_POLL = Duration.ofMillis(20);

  private final JobLane lane;
  private final UnreadRecords unread;
  private final UnreadRecords.Interval measured = new UnreadRecords.Interval();
  private final Consumer<JobLane> ended;
  private Runnable subscribing = () -> {};
  private boolean suspended;

  /**
   * Not connected yet.
   *
   * @param properties as Kafka has them
   * @param lane where records go; closed together with this
   * @param unread told how far behind it is
   * @param ended told when the lane is closed
   */
  JobConsumer(
      Map<String, Object> properties, JobLane lane, UnreadRecords unread, Consumer<JobLane> ended) {
    super(properties, bytes(), bytes());
    this.lane = lane;
    this.unread = unread;
    this.ended = ended;
  }

  @SuppressWarnings("unchecked")
  private static Deserializer<Object> bytes() {
    Deserializer<?> bytes = new ByteArrayDeserializer();
    return (Deserializer<Object>) bytes;
  }

  @Override
  public ConsumerRecords<Object, Object> poll(Duration timeout) {
    if (suspended) {
      return leaveGroup(timeout);
    }
    // Before records are taken into hand, since it may be woken up.
    unread.measure(this, measured);
    boolean full = lane.full();
    if (full) {
      super.pause(assignment());
    } else {
      super.resume(paused());
    }
    ConsumerRecords<Object, Object> records =
        super.poll(full && FULL_POLL.compareTo(timeout) < 0 ? FULL_POLL : timeout);
    lane.membership().becomes(groupMetadata());
    return lane.admit(records);
  }

  /** Others are to go on with the partitions, as soon as what is in flight here has ended. */
  private ConsumerRecords<Object, Object> leaveGroup(Duration pause) {
    if (subscription().isEmpty()) {
      LockSupport.parkNanos(pause.toNanos());
    } else {
      super.unsubscribe();
    }
    return ConsumerRecords.empty();
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    subscribing = () -> super.subscribe(topics, new Rebalance(listener));
    subscribing.run();
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    subscribing = () -> super.subscribe(pattern, new Rebalance(listener));
    subscribing.run();
  }

  /** The route is suspended: it takes no more. */
  @Override
  public void pause(Collection<TopicPartition> partitions) {
    suspended = true;
  }

  /** The route goes on. */
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    if (suspended) {
      suspended = false;
      subscribing.run();
    }
  }

  /**
   * Does nothing: Camel goes back to what is committed when a route is resumed, but the jobs behind
   * that are in hand.
   */
  @Override
  public void seek(TopicPartition partition, long offset) {}

  /** Does nothing, for the same reason. */
  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {}

  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  @Override
  public void close(Duration timeout) {
    try {
      lane.close();
    } finally {
      ended.accept(lane);
      super.close(timeout);
    }
  }

  /** Tells the lane first, then whoever subscribed. */
  private final class Rebalance implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener other;

    Rebalance(ConsumerRebalanceListener other) {
      this.other = other;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      lane.membership().becomes(groupMetadata());
      lane.assigned(committedPositions(new HashSet<>(partitions)));
      other.onPartitionsAssigned(partitions);
    }

    private Map<TopicPartition, @Nullable Position> committedPositions(
        Set<TopicPartition> partitions) {
      Map<TopicPartition, @Nullable Position> positions = new HashMap<>();
      committed(partitions)
          .forEach((partition, offset) -> positions.put(partition, KafkaRecords.position(offset)));
      partitions.forEach(partition -> positions.putIfAbsent(partition, null));
      return positions;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      lane.membership().becomes(groupMetadata());
      unread.forget(partitions);
      lane.handOver(partitions, lane.settings().grace());
      other.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      unread.forget(partitions);
      lane.handOver(partitions, Duration.ZERO);
      other.onPartitionsLost(partitions);
    }
  }
}
