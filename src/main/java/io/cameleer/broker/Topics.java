package io.cameleer.broker;

import io.cameleer.broker.BrokerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a cluster, embedded or not. */
public final class Topics {

  private final Map<String, Object> client;

  /**
   * Works on the cluster that these properties of a Kafka client lead to.
   *
   * @param client such as {@code bootstrap.servers}; there may be secrets in it
   */
  public Topics(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /**
   * Creates the topics that are missing, replicated as the cluster sees fit. Those that are there
   * stay as they are.
   *
   * @param patience how long the cluster may take for each of its two answers
   * @return the names of those that have been created
   * @throws BrokerException where one of them may still be missing
   */
  public List<String> create(List<Topic> wanted, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    Admin admin = connect();
    try {
      ListTopicsOptions listing = new ListTopicsOptions().timeoutMs(millis);
      Set<String> existing = await(admin.listTopics(listing).names(), "list topics");
      List<NewTopic> missing =
          wanted.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(Topics::describe)
              .toList();
      CreateTopicsOptions creation = new CreateTopicsOptions().timeoutMs(millis);
      return admin.createTopics(missing, creation).values().entrySet().stream()
          .filter(topic -> created(topic.getKey(), topic.getValue()))
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    } finally {
      // Not before what was asked has been answered, unless nobody waits any more.
      admin.close(Duration.ZERO);
    }
  }

  private static NewTopic describe(Topic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(
            Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis())));
  }

  private Admin connect() {
    try {
      return Admin.create(client);
    } catch (KafkaException refused) {
      throw new BrokerException(
          Reason.CLIENT_MISCONFIGURED, "The Kafka client can't be set up: " + fault(refused) + ".");
    }
  }

  /** Kafka quotes from what it can't parse, and that is the setting with the password in it. */
  private static String fault(Throwable refused) {
    Throwable cause = refused;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IllegalArgumentException
        ? "one of its settings, such as sasl.jaas.config, is not as it should be"
        : String.valueOf(cause.getMessage());
  }

  /** Another gateway may have been faster, or nobody told us that it is there. */
  private static boolean created(String name, KafkaFuture<Void> answer) {
    try {
      await(answer, "create the topic '" + name + "'");
      return true;
    } catch (BrokerException refused) {
      if (refused.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw refused;
    }
  }

  private static <T> T await(KafkaFuture<T> answer, String purpose) {
    try {
      return answer.get();
    } catch (ExecutionException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw new BrokerException(
          reason(cause), "Kafka did not %s: %s".formatted(purpose, cause.getMessage()), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrokerException(Reason.UNREACHABLE, "Nobody waits for Kafka any more.");
    }
  }

  private static Reason reason(Throwable cause) {
    return switch (cause) {
      case TimeoutException silent -> Reason.UNREACHABLE;
      case AuthenticationException unknown -> Reason.NOT_PERMITTED;
      case AuthorizationException forbidden -> Reason.NOT_PERMITTED;
      default -> Reason.TOPIC_REFUSED;
    };
  }
}
