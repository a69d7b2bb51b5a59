package io.cameleer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each example as an application of its own: what it leaves behind is what its README says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

  private static final String QUESTION = "Which animal does the cameleer lead by its rope?";

  /** What the provider refuses. */
  private static final String REFUSED = "refused";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What an example logs when it has failed to reach the gateway a second time. */
  private static final String FAILED_TWICE = "On delivery attempt: 1 caught";

  /** A client of the queue whose requests and replies are files, named by their correlation ids. */
  private static final String JMS_CLIENT =
      """
      - route:
          id: send-requests
          from:
            uri: file:requests
            steps:
              - setHeader:
                  name: JMSCorrelationID
                  simple: ${file:name}
              - setHeader:
                  name: JMSReplyTo
                  constant: answers
              - to: jms:queue:llm.requests?preserveMessageQos=true&jmsMessageType=Text
      - route:
          id: receive-replies
          from:
            uri: jms:queue:answers?disableReplyTo=true
            steps:
              - setBody:
                  simple: "${header.provider} ${header.model} ${header.error} ${body}"
              - to: file:replies?fileName=${header.JMSCorrelationID}
      """;

  private final ScriptedUpstream upstream = new ScriptedUpstream(ReadingProvider::answer);
  private JobCluster cluster;
  private Gateway gateway;
  private Gateway lateGateway;

  private Example documents;
  private Example queue;
  private Example tickets;
  private Example questions;
  private Example client;

  /** They run at the same time, as starting is what takes them longest. */
  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = new JobCluster(folder.resolve("kafka"));
    Map<String, String> properties = propertiesOfGateway();
    properties.putAll(cluster.properties(folder.resolve("data")));
    gateway = Gateway.start(properties);
    startExamples(folder.resolve("work"));
    startTicketsBeforeTheirGateway(folder.resolve("work"));
  }

  private Map<String, String> propertiesOfGateway() {
    Map<String, String> properties = new LinkedHashMap<>(Gateway.providersAt(upstream.url()));
    properties.put("cameleer.aliases[0].name", "default");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1-mini");
    properties.put("cameleer.aliases[1].name", "embedding");
    properties.put("cameleer.aliases[1].candidates[0]", "openai/text-embedding-3-small");
    return properties;
  }

  private void startExamples(Path work) throws Exception {
    Path copy = Example.copy("files-to-answers", work);
    Files.writeString(copy.resolve("samples/refused.txt"), REFUSED);
    documents = start(copy, Map.of());
    copy = Example.copy("jms-front", work);
    Files.writeString(copy.resolve("routes/client.camel.yaml"), JMS_CLIENT);
    Path requests = Files.createDirectory(copy.resolve("requests"));
    Files.writeString(requests.resolve("order-17"), "Where is my order?");
    Files.writeString(requests.resolve("order-18"), REFUSED);
    String broker = "-Dbroker.url=tcp://127.0.0.1:" + freePort();
    queue = start(copy, Map.of("JAVA_TOOL_OPTIONS", broker));
    questions = start(Example.copy("rag-step", work), Map.of("QUESTION", QUESTION));
    client = start(Example.copy("openai-clients/java", work), Map.of());
  }

  private void startTicketsBeforeTheirGateway(Path work) throws Exception {
    Path copy = Example.copy("ticket-triage", work);
    Files.writeString(
        copy.resolve("samples/tickets.txt"), "T-2000 " + REFUSED, StandardOpenOption.APPEND);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(
        "KAFKA_BOOTSTRAP_SERVERS", cluster.client().get("bootstrap.servers").toString());
    Map<String, String> properties = propertiesOfGateway();
    // Bound and not listening: nobody else takes the port, and who connects is refused.
    try (Socket reserved = new Socket()) {
      reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      environment.put("GATEWAY_URL", "http://127.0.0.1:" + reserved.getLocalPort());
      properties.put("cameleer.server.port", Integer.toString(reserved.getLocalPort()));
      tickets = start(copy, environment);
      awaitLog(tickets, FAILED_TWICE);
    }
    lateGateway = Gateway.start(properties);
  }

  private Example start(Path copy, Map<String, String> environment) throws Exception {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putIfAbsent("GATEWAY_URL", gateway.url());
    return Example.start(copy, all);
  }

  @AfterAll
  void stop() throws Exception {
    for (Example example : List.of(documents, queue, tickets, questions, client)) {
      example.close();
    }
    lateGateway.close();
    gateway.close();
    cluster.close();
    upstream.close();
  }

  @Test
  void documentsMoveBesideTheirSummariesAndThoseThatFailToTheReason() throws Exception {
    awaitFiles(
        documents.file("documents/done"),
        "complaint.summary.md",
        "complaint.txt",
        "minutes.md",
        "minutes.summary.md");
    awaitFiles(
        documents.file("documents/failed"),
        "blank.txt",
        "blank.txt.error",
        "refused.txt",
        "refused.txt.error");

    assertThat(documents.file("documents/done/complaint.summary.md"))
        .content()
        .startsWith("In short: Dear Sir or Madam,")
        .endsWith("(openai, gpt-4.1-mini)");
    assertThat(documents.file("documents/done/minutes.md"))
        .hasSameTextualContentAs(documents.file("samples/minutes.md"));
    assertThat(documents.file("documents/failed/blank.txt.error"))
        .hasContent("blank.txt has no text.");
    assertThat(documents.file("documents/failed/refused.txt.error"))
        .content()
        .startsWith("The gateway answered 400: ");
    assertThat(documents.file("documents/failed/refused.txt")).hasContent(REFUSED);
  }

  @Test
  void aRequestOnTheQueueIsAnsweredWhereItSaysWithItsCorrelationId() throws Exception {
    awaitFiles(queue.file("replies"), "order-17", "order-18");

    assertThat(queue.file("replies/order-17"))
        .hasContent("openai gpt-4.1-mini  In short: Where is my order?");
    assertThat(queue.file("replies/order-18"))
        .content()
        .startsWith("  IllegalArgumentException The gateway answered 400: ");
    awaitLog(queue, "How many humps has a dromedary? -> In short: How many humps");
  }

  /** The first of them met no gateway, twice. */
  @Test
  void ticketsReachTheTopicOfTheTeamThatTheyAreFor() {
    awaitKeys("tickets.billing", "T-1001", "T-1004");
    awaitKeys("tickets.technical", "T-1002", "T-1005");
    awaitKeys("tickets.other", "T-1003");
    assertThat(JobCluster.text(cluster.read("tickets.other").getFirst().value()))
        .isEqualTo("Thank you for the quick help last week!");
  }

  @Test
  void aTicketThatCanNotBeSortedIsSetAsideAtOnceWithTheReason() throws Exception {
    awaitKeys("tickets.failed", "T-2000");
    ConsumerRecord<byte[], byte[]> failed = cluster.read("tickets.failed").getFirst();
    assertThat(JobCluster.text(failed.value())).isEqualTo(REFUSED);
    assertThat(JobCluster.text(failed.headers().lastHeader("reason").value()))
        .startsWith("The gateway answered 400: ");
    assertThat(upstream.requests()).filteredOn(ExamplesTest::asksForALabelOfTheRefused).hasSize(1);
    await().atMost(PATIENCE).until(() -> committed("ticket-triage", "tickets") == 6);
  }

  private static boolean asksForALabelOfTheRefused(ScriptedUpstream.Request request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return body.contains("classification") && body.contains('"' + REFUSED + '"');
  }

  @Test
  void aQuestionIsAnsweredFromTheClosestPassageWhichIsCited() throws Exception {
    awaitLog(
        questions, QUESTION + " -> The cameleer walks ahead", "one before it. [caravans.md:1]");
  }

  @Test
  void theJavaClientChatsStreamsAndRunsABatch() throws Exception {
    assertThat(client.exitCode()).as(client.log()).isZero();
    assertThat(client.log())
        .contains(
            "chat: In short: Hello, camel!",
            "stream: In short: Hello, caravan!",
            "batch, dromedary: In short: Hello, dromedary!",
            "batch, llama: In short: Hello, llama!");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitLog(Example example, String... texts) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(example.log()).contains(texts));
  }

  private static void awaitFiles(Path folder, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(folder).isDirectory();
          List<String> present = new ArrayList<>();
          try (var files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> present.add(file.getFileName().toString()));
          }
          assertThat(present).containsExactlyInAnyOrder(names);
        });
  }

  private void awaitKeys(String topic, String... keys) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(cluster.keys(topic)).containsExactlyInAnyOrder(keys));
  }

  private long committed(String group, String topic) throws Exception {
    try (Admin admin = Admin.create(cluster.client())) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic, 0));
      return offset == null ? 0 : offset.offset();
    }
  }
}
