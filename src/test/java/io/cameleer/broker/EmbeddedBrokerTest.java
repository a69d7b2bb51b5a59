package io.cameleer.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.cameleer.broker.BrokerException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerTest {

  private static final String TOPIC = "letters";
  private static final Topic LETTERS = new Topic(TOPIC, 3, Duration.ofDays(1));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @BeforeAll
  static void quietLogs() {
    KafkaClients.quietLogs();
  }

  @Test
  void readersOfCommittedRecordsSeeTransactionsThatWereCommittedAndNoOthers() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaClients clients = clients(broker.bootstrapServers());
      try (KafkaProducer<String, String> producer = clients.transactional("writer")) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "given up"));
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "meant"));
        producer.commitTransaction();
      }
      clients.send(TOPIC, List.of("plain"));

      assertThat(clients.readAll(TOPIC)).containsExactlyInAnyOrder("meant", "plain");
    }
  }

  @Test
  void aRestartKeepsRecordsPositionsAndIdentity() throws Exception {
    String identity;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      identity = broker.clusterId();
      KafkaClients clients = clients(broker.bootstrapServers());
      clients.send(TOPIC, List.of("a", "b"));
      clients.readAsGroup("readers", TOPIC, 2);
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaClients clients = new KafkaClients(broker.bootstrapServers());
      assertThat(broker.clusterId()).isEqualTo(identity);
      assertThat(clients.readAll(TOPIC)).containsExactlyInAnyOrder("a", "b");
      clients.send(TOPIC, List.of("c"));
      assertThat(clients.readAsGroup("readers", TOPIC, 1)).containsExactly("c");
    }
  }

  @Test
  void aKilledBrokerLosesNothingThatItHadAcknowledged() throws Exception {
    List<String> sent = IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();
    try (BrokerProcess killed = BrokerProcess.start(folder)) {
      KafkaClients clients = clients(killed.bootstrapServers());
      clients.send(TOPIC, sent);
      try (KafkaProducer<String, String> producer = clients.transactional("writer")) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "committed"));
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "left open"));
        producer.flush();
        killed.kill();
        producer.close(Duration.ZERO);
      }
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaClients clients = new KafkaClients(broker.bootstrapServers());
      clients.transactional("writer").close();
      assertThat(clients.readAll(TOPIC))
          .hasSize(sent.size() + 1)
          .containsAll(sent)
          .contains("committed");
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndTheDirectoryIsLeftToOthers() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerException refused = refused(folder, other.getLocalPort());

      assertThat(refused.reason()).isEqualTo(Reason.PORT_TAKEN);
      assertThat(refused).hasMessageContaining("127.0.0.1:" + other.getLocalPort());
    }
    EmbeddedBroker.start(folder, 0).close();
  }

  @Test
  void theDirectoryOfAnotherProcessIsRefusedUntilThatIsGone() throws Exception {
    try (BrokerProcess other = BrokerProcess.start(folder)) {
      BrokerException refused = refused(folder, 0);

      assertThat(refused.reason()).isEqualTo(Reason.DIRECTORY_IN_USE);
      assertThat(refused).hasMessageContaining(folder.toString());
      assertThat(clients(other.bootstrapServers()).readAll(TOPIC)).isEmpty();
    }
    EmbeddedBroker.start(folder, 0).close();
  }

  @Test
  void theDirectoryOfAnotherBrokerInThisProcessIsRefused() {
    try (EmbeddedBroker other = EmbeddedBroker.start(folder, 0)) {
      assertThat(refused(folder, 0).reason()).isEqualTo(Reason.DIRECTORY_IN_USE);
      assertThat(other.failure()).isEmpty();
    }
  }

  @Test
  void aFolderWithOtherThingsInItIsLeftAsItIs() throws Exception {
    Files.writeString(folder.resolve("thesis.tex"), "important");

    BrokerException refused = refused(folder, 0);

    assertThat(refused.reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE);
    assertThat(refused).hasMessageContaining("thesis.tex");
    assertThat(folder.resolve("meta.properties")).doesNotExist();
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(refused(file, 0).reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE);
    assertThat(refused(file.resolve("below"), 0).reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE);
  }

  @Test
  void aDirectoryWithACommaInItsNameIsRefusedSinceKafkaWouldTakeItForTwo() {
    assertThat(refused(folder.resolve("a,b"), 0).reason()).isEqualTo(Reason.DIRECTORY_UNUSABLE);
  }

  @Test
  void aFormattingThatWasCutShortIsDoneAgain() throws Exception {
    EmbeddedBroker.start(folder, 0).close();
    Path cutShort = folder.resolveSibling(folder.getFileName() + "-cut-short");
    Files.createDirectory(cutShort);
    Files.copy(folder.resolve("bootstrap.checkpoint"), cutShort.resolve("bootstrap.checkpoint"));

    EmbeddedBroker.start(cutShort, 0).close();

    assertThat(cutShort.resolve("meta.properties")).exists();
  }

  @Test
  void aDiskThatFailsStopsTheBrokerAndNotTheProcess() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaClients clients = new KafkaClients(broker.bootstrapServers());
      NewTopic rolling =
          new NewTopic("rolling", Optional.of(1), Optional.empty())
              .configs(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, "200"));
      try (Admin admin = clients.admin()) {
        admin.createTopics(List.of(rolling)).all().get();
      }
      clients.send("rolling", List.of("x".repeat(100)));
      Utils.delete(folder.resolve("rolling-0").toFile());

      try (KafkaProducer<String, String> producer = clients.transactional("hopeful")) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("rolling", "x".repeat(100)));
        await().atMost(PATIENCE).until(() -> broker.failure().isPresent());
        producer.close(Duration.ZERO);
      }
      await().atMost(PATIENCE).until(() -> !listens(broker.bootstrapServers()));
    }
  }

  private static boolean listens(String address) {
    int colon = address.indexOf(':');
    try (Socket probe =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
      return probe.isConnected();
    } catch (java.io.IOException refused) {
      return false;
    }
  }

  private static KafkaClients clients(String bootstrapServers) {
    KafkaClients clients = new KafkaClients(bootstrapServers);
    new Topics(clients.properties()).create(List.of(LETTERS), PATIENCE);
    return clients;
  }

  private static BrokerException refused(Path directory, int port) {
    return catchThrowableOfType(
        BrokerException.class, () -> EmbeddedBroker.start(directory, port).close());
  }
}
