package io.cameleer.camel.jobs.kafka;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

/** How a consumer belongs to its group: Kafka takes offsets from nobody who is not up to date. */
final class Membership {

  private static final long REJOIN_NANOS = Duration.ofMillis(200).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ConsumerGroupMetadata current;

  /** From now on it belongs to it in this way. */
  void becomes(ConsumerGroupMetadata next) {
    lock.lock();
    try {
      current = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How it does now, or null before it has joined. */
  @Nullable ConsumerGroupMetadata current() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it belongs to it in another way than this, but not for long. */
  void awaitChange(@Nullable ConsumerGroupMetadata outdated) throws InterruptedException {
    long left = REJOIN_NANOS;
    lock.lock();
    try {
      while (left > 0 && Objects.equals(current, outdated)) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
