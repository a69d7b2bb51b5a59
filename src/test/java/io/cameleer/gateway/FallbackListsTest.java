package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prompts that are too long and contents that are filtered go to those meant for that, and to
 * nobody else; so do the fallbacks that a request itself names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FallbackListsTest {

  private static final byte[] TOO_LONG =
      Answers.error("invalid_request_error", "context_length_exceeded", "Too long.");
  private static final byte[] FILTERED =
      Answers.error("invalid_request_error", "content_filter", "Not that.");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.aliases[0].name", "prepared");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[0].candidates[1]", "mistral/mistral-large-4");
    properties.put("cameleer.aliases[0].on-context-length[0]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[0].on-context-length[1]", "qwen/qwen3.8-max");
    properties.put("cameleer.aliases[0].on-content-filter[0]", "deepseek/deepseek-flash");
    properties.put("cameleer.aliases[1].name", "unprepared");
    properties.put("cameleer.aliases[1].candidates[0]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[1].candidates[1]", "mistral/mistral-large-4");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private void openAiRefuses(byte[] error) {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/openai")) {
        connection.reply(400, Answers.JSON, error);
      } else {
        Answers.answer(request, connection, "hello");
      }
    });
  }

  static Stream<Arguments> refusals() {
    return Stream.of(false, true)
        .flatMap(streamed ->
            Stream.of(
                Arguments.of(TOO_LONG, "context_length_exceeded", "qwen/qwen3.8-max", streamed),
                Arguments.of(FILTERED, "content_filter", "deepseek/deepseek-flash", streamed)));
  }

  @ParameterizedTest(name = "{1}, streamed: {3}")
  @MethodSource("refusals")
  void whatOneRefusesGoesToThoseMeantForThat(
      byte[] refusal, String code, String meantForThat, boolean streamed) throws Exception {
    openAiRefuses(refusal);
    int failures = gateway.breaker("openai").getNumberOfFailedCalls();

    Asked asked = Asked.send(gateway, Asked.body("prepared", streamed));

    assertThat(asked.content()).isEqualTo("hello");
    assertThat(asked.attempts()).isEqualTo("openai/gpt-4.1:400, " + meantForThat + ":ok");
    assertThat(upstream.requests()).hasSize(2);
    assertThat(gateway.breaker("openai").getNumberOfFailedCalls()).isEqualTo(failures);
  }

  @ParameterizedTest(name = "{1}, streamed: {3}")
  @MethodSource("refusals")
  void whereNobodyIsMeantForThatTheCallerLearnsWhatIsWrong(
      byte[] refusal, String code, String meantForThat, boolean streamed) throws Exception {
    openAiRefuses(refusal);

    Asked asked = Asked.send(gateway, Asked.body("unprepared", streamed));

    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.errorCode()).isEqualTo(code);
    assertThat(asked.attempts()).isEqualTo("openai/gpt-4.1:400");
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void whereItFitsNobodyTheCallEnds() throws Exception {
    upstream.script((request, connection) -> connection.reply(400, Answers.JSON, TOO_LONG));

    Asked asked = Asked.send(gateway, Asked.plain("prepared"));

    assertThat(asked.errorCode()).isEqualTo("context_length_exceeded");
    assertThat(asked.attempts()).isEqualTo("openai/gpt-4.1:400, qwen/qwen3.8-max:400");
  }

  @Test
  void aRequestMayNameItsOwnFallbacksWhichNoProviderGetsToSee() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/qwen")) {
        Answers.answer(request, connection, "hello");
      } else {
        connection.reply(500, Answers.JSON, Answers.error("server_error", "x", "broken"));
      }
    });

    Asked asked =
        Asked.send(
            gateway,
            Asked.plain(
                "openai/gpt-4.1",
                "\"models\":[\"unprepared\",\"qwen/qwen3.8-max\"]",
                "\"provider\":{\"ignore\":[\"mistral\"]}"));

    assertThat(asked.attempts()).isEqualTo("openai/gpt-4.1:500, qwen/qwen3.8-max:ok");
    assertThat(upstream.requests())
        .hasSize(2)
        .extracting(request -> new String(request.body()))
        .noneMatch(body -> body.contains("\"models\"") || body.contains("\"provider\""));
  }
}
