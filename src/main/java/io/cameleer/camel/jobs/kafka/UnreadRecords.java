package io.cameleer.camel.jobs.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * How many records of each partition lie behind what has been read. Measured by the consumer's own
 * thread, since no other may ask it, and also while it fetches nothing: that is when they pile up.
 */
public final class UnreadRecords implements MeterBinder {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration LONGEST = Duration.ofMillis(500);

  private final ConcurrentMap<TopicPartition, Long> unread = new ConcurrentHashMap<>();
  private volatile @Nullable MeterRegistry registry;

  UnreadRecords() {}

  /** When a consumer was measured last. */
  static final class Interval {

    private long last = System.nanoTime() - INTERVAL_NANOS;

    private boolean isOver() {
      long now = System.nanoTime();
      if (now - last < INTERVAL_NANOS) {
        return false;
      }
      last = now;
      return true;
    }
  }

  /** From now on every partition that is read has its figure there. */
  @Override
  public void bindTo(MeterRegistry meters) {
    registry = meters;
    unread.keySet().forEach(partition -> show(meters, partition));
  }

  /** Measures the partitions of a consumer, on its thread; every now and then only. */
  void measure(Consumer<?, ?> consumer, Interval interval) {
    if (!interval.isOver() || consumer.assignment().isEmpty()) {
      return;
    }
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), LONGEST);
      ends.forEach((partition, end) -> {
        long behind = Math.max(0, end - consumer.position(partition, LONGEST));
        if (unread.put(partition, behind) == null && registry != null) {
          show(registry, partition);
        }
      });
    } catch (WakeupException | InterruptException stopping) {
      throw stopping;
    } catch (KafkaException unknown) {
      // The cluster does not say: it is asked again next time.
    }
  }

  /** Others read these partitions now. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(unread::remove);
  }

  private void show(MeterRegistry meters, TopicPartition partition) {
    Gauge.builder("cameleer.jobs.lag", unread, all -> all.getOrDefault(partition, 0L))
        .description("Records of a partition that have not been read yet")
        .tags("topic", partition.topic(), "partition", Integer.toString(partition.partition()))
        .register(meters);
  }
}
