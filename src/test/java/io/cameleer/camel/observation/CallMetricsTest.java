package io.cameleer.camel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The series that calls leave at {@code /actuator/prometheus}, one provider per test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallMetricsTest {

  private static final String REQUESTS = "gen_ai_server_request_duration_seconds_count";
  private static final String ATTEMPTS = "cameleer_attempts_total";

  private final ScriptedUpstream upstream = new ScriptedUpstream(Chats::answer);
  private Gateway gateway;

  @BeforeAll
  void start() {
    gateway = Gateway.start(Chats.properties(upstream));
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void aPlainCallIsCountedWithItsModelAliasTagTokensAndCost() throws Exception {
    Chats.ask(gateway, "cheap", false, Chats.key("x-cameleer-tag", "coding"));

    Scrape scrape = Scrape.of(gateway);
    Map<String, String> labels =
        Map.of(
            "gen_ai_operation_name", "chat",
            "gen_ai_provider_name", "deepseek",
            "gen_ai_request_model", "deepseek-flash",
            "gen_ai_response_model", "m",
            "cameleer_alias", "cheap",
            "cameleer_tag", "coding");
    assertThat(scrape.all(REQUESTS, labels))
        .singleElement()
        .satisfies(sample -> assertThat(sample.labels()).containsEntry("error_type", "").hasSize(7))
        .extracting(Scrape.Sample::value)
        .isEqualTo(1.0);
    assertThat(scrape.sum("cameleer_overhead_seconds_count", labels)).isEqualTo(1);
    assertThat(scrape.sum("cameleer_overhead_seconds_sum", labels)).isBetween(0.00001, 5.0);
    assertThat(tokens(scrape, labels, "input")).isEqualTo(3);
    assertThat(tokens(scrape, labels, "output")).isEqualTo(2);
    assertThat(scrape.sum("cameleer_cost_usd_total", labels))
        .as("3 and 2 tokens at 0.3 and 1.2 dollars per million")
        .isCloseTo(3.3e-6, within(1e-12));
    assertThat(scrape.sum("gen_ai_server_time_to_first_token_seconds_count", labels)).isZero();
  }

  private static double tokens(Scrape scrape, Map<String, String> labels, String type) {
    Map<String, String> wanted = new java.util.HashMap<>(labels);
    wanted.put("gen_ai_token_type", type);
    return scrape.sum("gen_ai_client_token_usage_sum", wanted);
  }

  @Test
  void histogramsHaveTheBoundariesOfTheConventions() throws Exception {
    Chats.ask(gateway, "mistral/mistral-small-2603", true, Chats.key());

    Map<String, String> labels = Map.of("gen_ai_provider_name", "mistral");
    await().untilAsserted(() -> assertThat(Scrape.of(gateway).sum(REQUESTS, labels)).isEqualTo(1));
    Scrape scrape = Scrape.of(gateway);
    assertThat(boundaries(scrape, "gen_ai_server_request_duration_seconds", labels))
        .isEqualTo(
            "0.01 0.02 0.04 0.08 0.16 0.32 0.64 1.28 2.56 5.12 10.24 20.48 40.96 81.92 +Inf");
    assertThat(boundaries(scrape, "gen_ai_client_operation_duration_seconds", labels))
        .isEqualTo(
            "0.01 0.02 0.04 0.08 0.16 0.32 0.64 1.28 2.56 5.12 10.24 20.48 40.96 81.92 +Inf");
    assertThat(boundaries(scrape, "gen_ai_server_time_to_first_token_seconds", labels))
        .isEqualTo(
            "0.001 0.005 0.01 0.02 0.04 0.06 0.08 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 +Inf");
    assertThat(boundaries(scrape, "gen_ai_server_time_per_output_token_seconds", labels))
        .isEqualTo("0.01 0.025 0.05 0.075 0.1 0.15 0.2 0.3 0.4 0.5 0.75 1.0 2.5 +Inf");
    assertThat(
            boundaries(
                scrape,
                "gen_ai_client_token_usage",
                Map.of("gen_ai_provider_name", "mistral", "gen_ai_token_type", "input")))
        .isEqualTo(
            "1.0 4.0 16.0 64.0 256.0 1024.0 4096.0 16384.0 65536.0 262144.0 1048576.0 4194304.0"
                + " 1.6777216E7 6.7108864E7 +Inf");
  }

  private static String boundaries(Scrape scrape, String metric, Map<String, String> labels) {
    return String.join(
        " ",
        scrape.all(metric + "_bucket", labels).stream()
            .map(sample -> sample.labels().get("le"))
            .toList());
  }

  @Test
  void aStreamedCallIsTimedToItsFirstTokenAndPerToken() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      if (!request.target().startsWith("/qwen")) {
        Chats.answer(request, connection);
        return;
      }
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("one"));
      seen.await(10, TimeUnit.SECONDS);
      connection.chunk(Answers.FINISH + Answers.USAGE + Answers.DONE);
      connection.end();
    });
    Thread client =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Chats.ask(gateway, "qwen/qwen-plus", true, Chats.key());
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            });
    await().untilAsserted(() -> assertThat(open()).isEqualTo(1));
    seen.countDown();
    client.join();

    Map<String, String> labels = Map.of("gen_ai_provider_name", "qwen");
    await()
        .untilAsserted(() -> {
          Scrape scrape = Scrape.of(gateway);
          assertThat(scrape.sum("gen_ai_server_time_to_first_token_seconds_count", labels))
              .isEqualTo(1);
          assertThat(scrape.sum("gen_ai_server_time_per_output_token_seconds_count", labels))
              .isEqualTo(1);
          assertThat(open()).isZero();
        });
  }

  private double open() throws Exception {
    return Scrape.of(gateway).sum("cameleer_streams_open", Map.of());
  }

  @Test
  void aCallThatFallsOverIsOneCallAndTwoAttempts() throws Exception {
    Scrape before = Scrape.of(gateway);
    Chats.ask(gateway, "falls-over", false, Chats.key());

    Scrape after = Scrape.of(gateway);
    Map<String, String> call =
        Map.of(
            "cameleer_alias", "falls-over",
            "gen_ai_provider_name", "deepseek",
            "error_type", "");
    assertThat(after.sum(REQUESTS, call)).isEqualTo(1);
    Map<String, String> failed =
        Map.of(
            "gen_ai_provider_name", "openai",
            "gen_ai_request_model", "gpt-6-luna",
            "outcome", "providers_fault",
            "error_type", "503");
    assertThat(after.sum(ATTEMPTS, failed) - before.sum(ATTEMPTS, failed)).isEqualTo(1);
    assertThat(
            after.sum(
                "gen_ai_client_operation_duration_seconds_count",
                Map.of("gen_ai_provider_name", "openai", "error_type", "503")))
        .isGreaterThanOrEqualTo(1);
    Map<String, String> answered =
        Map.of("gen_ai_provider_name", "deepseek", "outcome", "succeeded", "error_type", "");
    assertThat(after.sum(ATTEMPTS, answered) - before.sum(ATTEMPTS, answered)).isEqualTo(1);
  }

  @Test
  void aCallThatFailsSaysWithWhichStatus() throws Exception {
    Map<String, String> labels =
        Map.of("gen_ai_provider_name", "openai", "cameleer_alias", "none", "error_type", "503");
    Chats.ask(gateway, "openai/gpt-6-luna", false, Chats.key());

    assertThat(Scrape.of(gateway).sum(REQUESTS, labels)).isEqualTo(1);
  }

  @Test
  void aRequestThatNeverBecameACallIsCountedByItsStatus() throws Exception {
    Chats.ask(gateway, "cheap", false);
    gateway.post("/v1/chat/completions", "{", Chats.key());

    Scrape scrape = Scrape.of(gateway);
    assertThat(scrape.sum("cameleer_refused_requests_total", Map.of("error_type", "401")))
        .isEqualTo(1);
    assertThat(scrape.sum("cameleer_refused_requests_total", Map.of("error_type", "400")))
        .isEqualTo(1);
  }

  @Test
  void everyProviderShowsItsBreakerItsPermitsAndItsCoolDowns() throws Exception {
    upstream.script(Chats::answerAllButGemini);
    Chats.ask(gateway, "gemini/gemini-3.8-flash", false, Chats.key());

    Scrape scrape = Scrape.of(gateway);
    Map<String, String> gemini = Map.of("gen_ai_provider_name", "gemini");
    assertThat(scrape.sum("cameleer_cool_downs", gemini)).isEqualTo(1);
    assertThat(scrape.sum("cameleer_provider_permits", gemini)).isEqualTo(4096);
    assertThat(scrape.sum("cameleer_provider_calls", gemini)).isZero();
    assertThat(
            scrape.sum(
                "cameleer_circuit_breaker_state",
                Map.of("gen_ai_provider_name", "gemini", "state", "closed")))
        .isEqualTo(1);
    assertThat(
            scrape.sum(ATTEMPTS, Map.of("gen_ai_provider_name", "gemini", "outcome", "throttled")))
        .isEqualTo(1);
  }

  @Test
  void neitherPromptsNorAnswersNorKeysNorCallersAreInIt() throws Exception {
    Chats.ask(gateway, "cheap", false, Chats.key());

    assertThat(Scrape.of(gateway).text())
        .contains("gen_ai_server_request_duration_seconds")
        .doesNotContain(Chats.PROMPT, Chats.ANSWER, "key-of-", "team-a");
  }

  @Test
  void aBreakerThatOpensShowsInMetricsAndInHealthAndWhatItKeepsAwayIsNoOperation()
      throws Exception {
    assertThat(breaker("closed")).isEqualTo(1);
    for (int call = 0; call < 6; call++) {
      Chats.ask(gateway, "fragile/any", false, Chats.key());
    }

    assertThat(breaker("open")).isEqualTo(1);
    assertThat(breaker("closed")).isZero();
    assertThat(new String(gateway.get("/health/ready").body(), StandardCharsets.UTF_8))
        .contains("\"fragile\":{\"circuit_breaker\":\"open\"");
    Scrape scrape = Scrape.of(gateway);
    Map<String, String> fragile = Map.of("gen_ai_provider_name", "fragile");
    assertThat(scrape.sum(ATTEMPTS, fragile)).isEqualTo(6);
    assertThat(scrape.sum("gen_ai_client_operation_duration_seconds_count", fragile)).isEqualTo(4);
  }

  private double breaker(String state) throws Exception {
    return Scrape.of(gateway)
        .sum(
            "cameleer_circuit_breaker_state",
            Map.of("gen_ai_provider_name", "fragile", "state", state));
  }
}
