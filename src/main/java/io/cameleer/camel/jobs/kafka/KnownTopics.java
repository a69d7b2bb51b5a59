package io.cameleer.camel.jobs.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which of the topics that jobs name are there. To find that out while a transaction is under way
 * would hold up all other jobs: a producer waits long for a topic that is missing. The topics are
 * few, since there is a list of those allowed.
 */
final class KnownTopics {

  private static final Duration LOOK_FOR = Duration.ofSeconds(10);
  private static final long VALID_NANOS = Duration.ofMinutes(1).toNanos();

  private final Supplier<Map<String, Object>> client;
  private final ConcurrentMap<String, Long> seen = new ConcurrentHashMap<>();

  /** Asks the cluster that these properties of a Kafka client lead to. */
  KnownTopics(Supplier<Map<String, Object>> client) {
    this.client = client;
  }

  /**
   * Looks for a topic. A cluster that does not answer leaves it open: then the transaction waits.
   *
   * @throws ApiException where there is none, or it must not be used
   */
  void require(String topic) throws InterruptedException {
    Long seenAt = seen.get(topic);
    if (seenAt != null && System.nanoTime() - seenAt < VALID_NANOS) {
      return;
    }
    try (Admin admin = Admin.create(client.get())) {
      var unused =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(LOOK_FOR.toMillis(), TimeUnit.MILLISECONDS);
      seen.put(topic, System.nanoTime());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ApiException refused && isFinal(refused)) {
        throw refused;
      }
    } catch (TimeoutException unreachable) {
      // The job's transaction finds out.
    }
  }

  private static boolean isFinal(ApiException refused) {
    return refused instanceof UnknownTopicOrPartitionException
        || !(refused instanceof RetriableException);
  }
}
