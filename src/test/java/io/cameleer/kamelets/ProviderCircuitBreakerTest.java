package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The circuit breaker of a kamelet that asks a provider from within an application: a provider that
 * keeps failing is left alone, and asked again after a while.
 */
class ProviderCircuitBreakerTest {

  /** So many calls there must be before the breaker judges. */
  private static final int CALLS_FOR_A_VERDICT = 20;

  /** So many calls an open breaker tries before it closes: more of them only a closed one takes. */
  private static final int CALLS_TO_TRY = 5;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private CamelApplication application;

  @BeforeEach
  void start(@TempDir Path folder) {
    Map<String, Object> parameters =
        Map.of(
            "apiKey", "a-key",
            "model", "gpt-4.1",
            "baseUrl", upstream.url(),
            "retries", "0",
            "circuitBreakerOpenFor", "3");
    application =
        CamelApplication.start(
            folder, CamelApplication.route("ask", "llm-openai-action", parameters), Map.of());
  }

  @AfterEach
  void stop() {
    application.close();
    upstream.close();
  }

  @Test
  void aProviderThatKeepsFailingIsLeftAloneUntilItIsBack() {
    answers(503, "server_error");
    for (int call = 0; call < CALLS_FOR_A_VERDICT; call++) {
      assertThat(failure().upstreamStatus()).isEqualTo(503);
    }
    assertThat(upstream.requests()).hasSize(CALLS_FOR_A_VERDICT);
    int connections = upstream.connections();

    Exchange refused = ask();

    assertThat(refused.getException())
        .isInstanceOf(CallFailedException.class)
        .hasMessage("Provider 'openai' has failed repeatedly and is left alone for a while.");
    assertThat(failure(refused).code()).isEqualTo("provider_unavailable");
    assertThat(failure(refused).upstreamStatus()).isNull();
    assertThat(upstream.requests()).hasSize(CALLS_FOR_A_VERDICT);
    assertThat(upstream.connections()).isEqualTo(connections);

    isBack();
    await().atMost(Duration.ofSeconds(30)).until(() -> ask().getException() == null);
    for (int call = 0; call < 2 * CALLS_TO_TRY; call++) {
      assertThat(ask().getException()).isNull();
    }
  }

  @Test
  void whatIsWrongWithTheRequestsDoesNotCountAgainstTheProvider() {
    answers(400, "invalid_request_error");
    for (int call = 0; call < 2 * CALLS_FOR_A_VERDICT; call++) {
      assertThat(failure().upstreamStatus()).isEqualTo(400);
    }

    isBack();
    assertThat(ask().getMessage().getBody()).isEqualTo("A camel.");
  }

  private void answers(int status, String type) {
    upstream.script((request, connection) ->
        connection.reply(status, Answers.JSON, Answers.error(type, "x", "no")));
  }

  private void isBack() {
    upstream.script((request, connection) -> Answers.answer(request, connection, "A camel."));
  }

  private Exchange ask() {
    return application.send("ask", "Which animal carries loads?");
  }

  private Failure failure() {
    return failure(ask());
  }

  private static Failure failure(Exchange failed) {
    return ((CallFailedException) failed.getException()).failure();
  }
}
