package io.cameleer.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cameleer.broker.BrokerException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static KafkaClients clients;

  @BeforeAll
  static void start() {
    KafkaClients.quietLogs();
    broker =
        EmbeddedBroker.start(
            folder,
            0,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    clients = new KafkaClients(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void missingTopicsAreCreatedWithTheirPartitionsAndRetention() throws Exception {
    List<String> created =
        topics()
            .create(List.of(new Topic("new-b", 5, WEEK), new Topic("new-a", 1, WEEK)), PATIENCE);

    assertThat(created).containsExactly("new-a", "new-b");
    assertThat(partitions("new-b")).isEqualTo(5);
    assertThat(retention("new-b")).isEqualTo(String.valueOf(WEEK.toMillis()));
  }

  @Test
  void topicsThatAreThereStayAsTheyAre() throws Exception {
    topics().create(List.of(new Topic("old", 2, WEEK)), PATIENCE);

    List<String> created =
        topics()
            .create(
                List.of(new Topic("old", 9, Duration.ofDays(1)), new Topic("beside-old", 1, WEEK)),
                PATIENCE);

    assertThat(created).containsExactly("beside-old");
    assertThat(partitions("old")).isEqualTo(2);
    assertThat(retention("old")).isEqualTo(String.valueOf(WEEK.toMillis()));
  }

  @Test
  void whoMayNotCreateATopicIsToldWhich() throws Exception {
    deny(new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL));
    deny(new ResourcePattern(ResourceType.TOPIC, "forbidden", PatternType.LITERAL));

    BrokerException refused = refused(clients.properties(), "forbidden");

    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused).hasMessageContaining("'forbidden'");
  }

  @Test
  void aCredentialThatTheClusterDoesNotAcceptIsNoPermissionEither() {
    BrokerException refused =
        refused(
            with(
                Map.of(
                    "security.protocol",
                    "SASL_PLAINTEXT",
                    "sasl.mechanism",
                    "PLAIN",
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username='somebody' password='secret';")),
            "any");

    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused).hasMessageNotContaining("secret");
  }

  @Test
  void aNameThatKafkaDoesNotTakeIsRefused() {
    BrokerException refused = refused(clients.properties(), "not a name");

    assertThat(refused.reason()).isEqualTo(Reason.TOPIC_REFUSED);
    assertThat(refused).hasMessageContaining("'not a name'");
  }

  @Test
  void aClusterThatDoesNotAnswerIsUnreachable() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Map<String, Object> client = with(Map.of("bootstrap.servers", address(silent)));

      BrokerException refused =
          catchThrowableOfType(
              BrokerException.class,
              () ->
                  new Topics(client)
                      .create(List.of(new Topic("any", 1, WEEK)), Duration.ofMillis(500)));

      assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
    }
  }

  @Test
  void settingsThatContradictThemselvesAreMisconfiguredAndSecretsInThemAreNotShown() {
    BrokerException unknown = refused(with(Map.of("security.protocol", "CARRIER_PIGEON")), "any");
    BrokerException unparseable =
        refused(
            with(
                Map.of(
                    "security.protocol",
                    "SASL_SSL",
                    "sasl.mechanism",
                    "PLAIN",
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " password=open sesame;")),
            "any");

    assertThat(unknown.reason()).isEqualTo(Reason.CLIENT_MISCONFIGURED);
    assertThat(unknown).hasMessageContaining("CARRIER_PIGEON");
    assertThat(unparseable.reason()).isEqualTo(Reason.CLIENT_MISCONFIGURED);
    assertThat(unparseable).hasMessageNotContaining("sesame").hasNoCause();
  }

  private static Topics topics() {
    return new Topics(clients.properties());
  }

  private static Map<String, Object> with(Map<String, Object> further) {
    Map<String, Object> all = new LinkedHashMap<>(clients.properties());
    all.putAll(further);
    return all;
  }

  private static BrokerException refused(Map<String, Object> client, String topic) {
    return catchThrowableOfType(
        BrokerException.class,
        () -> new Topics(client).create(List.of(new Topic(topic, 1, WEEK)), PATIENCE));
  }

  private static String address(ServerSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private static void deny(ResourcePattern pattern) throws Exception {
    AccessControlEntry nobodyCreates =
        new AccessControlEntry("User:*", "*", AclOperation.CREATE, AclPermissionType.DENY);
    AccessControlEntry restAllowed =
        new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW);
    try (Admin admin = clients.admin()) {
      admin
          .createAcls(
              List.of(new AclBinding(pattern, nobodyCreates), new AclBinding(pattern, restAllowed)))
          .all()
          .get();
    }
  }

  private static int partitions(String topic) throws Exception {
    try (Admin admin = clients.admin()) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }

  private static String retention(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = clients.admin()) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .get(resource)
          .get("retention.ms")
          .value();
    }
  }
}
