package io.cameleer.camel.jobs;

import static io.cameleer.camel.jobs.JobRecords.body;
import static io.cameleer.camel.jobs.JobRecords.header;
import static io.cameleer.camel.jobs.JobRecords.with;
import static io.cameleer.camel.jobs.kafka.JobCluster.job;
import static io.cameleer.camel.jobs.kafka.JobCluster.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.camel.jobs.kafka.JobClients;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is next, where one job at a time makes its call, and what becomes of the others. */
@Timeout(120)
class JobOrderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static JobCluster cluster;
  private static JobProvider provider;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws IOException {
    copy(Path.of("routes"), folder.resolve("routes"));
    cluster = new JobCluster(folder.resolve("kafka"));
    provider = new JobProvider();
    Map<String, String> properties = new LinkedHashMap<>(provider.properties());
    properties.putAll(cluster.properties(folder.resolve("data")));
    properties.put("cameleer.jobs.window", "1");
    properties.put("cameleer.routes", folder.resolve("routes").toString());
    String breaker = "cameleer.providers.openai.circuit-breaker.";
    properties.put(breaker + "window", "2");
    properties.put(breaker + "minimum-calls", "2");
    properties.put(breaker + "open-for", "1s");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    provider.close();
    cluster.close();
  }

  @Test
  void urgentJobsGoFirstAndThoseThatAreTooLateAreNotCalled() {
    CountDownLatch gate = provider.gate("first");
    cluster.send(List.of(job("first", body("first"))));
    await().atMost(PATIENCE).until(() -> provider.calls("first") == 1);

    cluster.send(
        List.of(
            with(job("usual", body("usual")), "priority", "4"),
            with(job("late", body("late")), "deadline", "1000"),
            with(job("urgent", body("urgent")), "priority", "9"),
            with(job("soon", body("soon")), "deadline", "2100-01-01T00:00:00Z"),
            with(job("idle", body("idle")), "priority", "0")));
    await().atMost(PATIENCE).until(() -> jobs().figures().waiting() == 4);
    gate.countDown();

    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).contains("idle"));
    assertThat(provider.prompts())
        .filteredOn(List.of("first", "usual", "late", "urgent", "soon", "idle")::contains)
        .containsExactly("first", "urgent", "soon", "usual", "idle");
    await().atMost(PATIENCE).until(() -> !cluster.read(JobCluster.DEAD_LETTERS).isEmpty());
    assertThat(cluster.read(JobCluster.DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(text(letter.key())).isEqualTo("late");
          assertThat(header(letter, "cameleer-error")).contains("deadline_exceeded");
        });
  }

  @Test
  void jobsWaitWhileABreakerIsOpenAndGoOnByThemselves() {
    List<String> prompts =
        IntStream.range(0, 3).mapToObj(number -> "503*1 number " + number).toList();
    cluster.send(prompts.stream().map(prompt -> job(prompt, body(prompt))).toList());

    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).containsAll(prompts));

    assertThat(cluster.read(JobCluster.RESULTS))
        .filteredOn(result -> prompts.contains(text(result.key())))
        .extracting(result -> header(result, "cameleer-attempts"))
        .anyMatch(attempts -> attempts.contains("provider_unavailable"));
    assertThat(jobs().figures().inHand()).isZero();
  }

  @Test
  void aJobThatWaitsForItsNextCallLeavesItsTurnToOthers() {
    String failing = "503*3 waits";
    cluster.send(List.of(job(failing, body(failing))));
    await().atMost(PATIENCE).until(() -> provider.calls(failing) == 1);

    String other = body("meanwhile").replace("openai/gpt-5.6-terra", "mistral/mistral-large-4");
    cluster.send(List.of(job("meanwhile", other)));

    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).contains(failing));
    List<String> prompts = provider.prompts();
    assertThat(prompts.indexOf("meanwhile")).isBetween(0, prompts.lastIndexOf(failing));
  }

  @Test
  void editsOfRoutesOfJobsTakeEffectAndNoJobIsLostOrCalledTwice() throws IOException {
    List<String> prompts = IntStream.range(0, 60).mapToObj(number -> "edit " + number).toList();
    provider.takes(Duration.ofMillis(50));
    cluster.send(prompts.stream().map(prompt -> job(prompt, body(prompt))).toList());
    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).contains("edit 0"));

    edit("jobs", "sessionTimeoutMs: 10000", "sessionTimeoutMs: 9000");
    edit(
        "job",
        "ref: writeResult\n",
        "ref: writeResult\n                    - setHeader: {name: edited, constant: \"yes\"}\n");

    await()
        .atMost(PATIENCE)
        .until(() ->
            gateway.context().getBean(CamelContext.class).getRoutes().stream()
                .map(Route::getRouteId)
                .toList()
                .containsAll(List.of("jobs.2", "job.2")));
    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).containsAll(prompts));
    cluster.send(List.of(job("after", body("after the edit"))));
    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).contains("after"));
    assertThat(cluster.read(JobCluster.RESULTS))
        .filteredOn(result -> text(result.key()).equals("after"))
        .singleElement()
        .satisfies(result -> assertThat(header(result, "edited")).isEqualTo("yes"));
    assertThat(cluster.keys(JobCluster.RESULTS)).doesNotHaveDuplicates();
    assertThat(provider.prompts())
        .filteredOn(prompts::contains)
        .containsExactlyInAnyOrderElementsOf(prompts);
  }

  private static void edit(String route, String text, String by) throws IOException {
    Path file = folder.resolve("routes/jobs/" + route + ".camel.yaml");
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, by));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static JobClients jobs() {
    return gateway.context().getBean("jobClients", JobClients.class);
  }
}
