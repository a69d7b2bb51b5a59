package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.camel.Variables;
import io.cameleer.camel.embedded.EmbeddedCameleer;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a host gets from the library: calls from its own routes, in the form that suits it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Host host;

  @BeforeAll
  void start() {
    Map<String, Object> properties = Host.providerAt(upstream.url());
    properties.put("cameleer.aliases[0].name", "default");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-6-luna");
    properties.put("cameleer.aliases[1].name", "embedding");
    properties.put("cameleer.aliases[1].candidates[0]", "openai/text-embedding-3-small");
    host = Host.start(PlainHost.class, properties);
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
    upstream.close();
  }

  @BeforeEach
  void answer() {
    upstream.script((request, connection) -> Answers.answer(request, connection, "A camel."));
  }

  @Test
  void aRouteOfTheHostAsksWithTextAndGoesOnWithText() throws Exception {
    Exchange answer = host.send("direct:summarize", "a long text about camels");

    assertThat(answer.getMessage().getBody()).isEqualTo("A camel.");
    JsonNode asked = asked();
    assertThat(asked.path("model").asText()).isEqualTo("gpt-6-luna");
    assertThat(asked.at("/messages/0/content").asText())
        .isEqualTo("Summarize: a long text about camels");
  }

  @Test
  void theAnswerSaysWhereItCameFromAndTheHostsHeadersStay() {
    Exchange answer =
        host.send(
            "direct:summarize",
            exchange -> {
              exchange.getIn().setBody("a text");
              exchange.getIn().setHeader("order", "42");
              exchange.getIn().setHeader("x-request-id", "my-request");
            });

    assertThat(answer.getMessage().getHeaders())
        .containsEntry("order", "42")
        .containsEntry("x-request-id", "my-request")
        .containsEntry("x-cameleer-provider", "openai")
        .containsEntry("x-cameleer-model", "gpt-6-luna")
        .containsEntry("x-cameleer-attempts", "openai/gpt-6-luna:ok")
        .containsKey("x-cameleer-overhead-ms")
        .containsKey("x-cameleer-cost-usd");
  }

  @Test
  void theHostsHeadersDoNotReachTheProvider() {
    host.send(
        "direct:chat",
        exchange -> {
          exchange.getIn().setBody("a text");
          exchange.getIn().setHeader("x-customer-number", "42");
        });

    assertThat(upstream.requests().getFirst().headers()).doesNotContainKey("x-customer-number");
  }

  @Test
  void aHeaderNamesTheModelForAText() throws Exception {
    host.send(
        "direct:chat",
        exchange -> {
          exchange.getIn().setBody("a text");
          exchange.getIn().setHeader("CameleerModel", "openai/gpt-5.6-terra");
        });

    assertThat(asked().path("model").asText()).isEqualTo("gpt-5.6-terra");
  }

  @Test
  void jsonGivesJson() throws Exception {
    String request =
        """
        {"model": "default", "temperature": 0.5, "messages": [{"role": "user", "content": "hi"}]}
        """;
    for (Object body :
        List.of(
            request,
            request.getBytes(StandardCharsets.UTF_8),
            new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)))) {
      Exchange answer = host.send("direct:chat", body);

      assertThat(answer.getMessage().getBody()).isInstanceOf(String.class);
      JsonNode reply = JSON.readTree(answer.getMessage().getBody(String.class));
      assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
      assertThat(reply.at("/choices/0/message/content").asText()).isEqualTo("A camel.");
    }
  }

  @Test
  void aMapGivesAMap() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("messages", List.of(Map.of("role", "user", "content", "hi")));
    request.put("user", null);

    Exchange answer = host.send("direct:chat", request);

    Map<?, ?> reply = answer.getMessage().getBody(Map.class);
    assertThat(((List<?>) reply.get("choices")))
        .singleElement()
        .extracting("message.content")
        .isEqualTo("A camel.");
  }

  @Test
  void aTypedRequestGivesATypedReply() {
    ChatRequest request = ChatRequest.builder("default", List.of(Message.User.of("hi"))).build();

    Exchange answer = host.send("direct:chat", request);

    assertThat(answer.getMessage().getBody())
        .isInstanceOfSatisfying(
            ChatReply.class,
            reply ->
                assertThat(reply.choices().getFirst().message().content().text())
                    .isEqualTo("A camel."));
  }

  @Test
  void textsBecomeVectors() {
    upstream.script((request, connection) -> {
      int inputs = Math.max(1, JSON.readTree(request.body()).path("input").size());
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < inputs; i++) {
        data.append(i == 0 ? "" : ",")
            .append(
                "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%d,0.5]}".formatted(i, i));
      }
      connection.reply(
          200,
          Answers.JSON,
          Answers.bytes(
              "{\"object\":\"list\",\"model\":\"m\",\"data\":[%s],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
                  .formatted(data)));
    });

    assertThat(host.send("direct:embeddings", "a text").getException()).isNull();
    assertThat(host.send("direct:embeddings", "a text").getMessage().getBody())
        .isEqualTo(new float[] {0, 0.5f});
    assertThat(host.send("direct:embeddings", List.of("a", "b")).getMessage().getBody(List.class))
        .containsExactly(new float[] {0, 0.5f}, new float[] {1, 0.5f});
    Map<?, ?> reply =
        host.send("direct:embeddings", Map.of("input", "a")).getMessage().getBody(Map.class);
    assertThat((List<?>) reply.get("data")).hasSize(1);
  }

  @Test
  void aFailureReachesTheHostsRouteWithWhatIsWrong() {
    upstream.script((request, connection) ->
        connection.reply(
            401, Answers.JSON, Answers.error("authentication_error", "invalid_api_key", "no")));

    assertThat(host.send("direct:summarize", "a text").getException())
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.failure().upstreamStatus()).isEqualTo(401));
  }

  @Test
  void anEmptyBodyAndAFaultyRequestAreRefusedByName() {
    assertThat(host.send("direct:chat", "").getException())
        .hasMessageContaining("The body is empty");
    assertThat(host.send("direct:chat", "{\"messages\": ").getException())
        .isInstanceOf(CallFailedException.class);
    assertThat(host.send("direct:chat", Map.of("messages", "hi")).getException())
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("messages");
    assertThat(
            host.send(
                    "direct:chat",
                    exchange -> {
                      exchange.getIn().setBody("hi");
                      exchange.getIn().setHeader("x-cameleer-timeout", "soon");
                    })
                .getException())
        .hasMessageContaining("x-cameleer-timeout");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void piecesOfAStreamedAnswerGoWhereTheRouteWants() {
    Pieces pieces = new Pieces();

    Exchange answer =
        host.send(
            "direct:chat",
            exchange -> {
              exchange
                  .getIn()
                  .setBody(
                      Map.of(
                          "stream",
                          true,
                          "messages",
                          List.of(Map.of("role", "user", "content", "hi"))));
              exchange.setVariable(Variables.SINK, pieces);
            });

    assertThat(answer.getException()).isNull();
    assertThat(pieces.text()).isEqualTo("A camel.");
    assertThat(answer.getMessage().getHeader("x-cameleer-provider")).isEqualTo("openai");
  }

  @Test
  void onlyTheDoorsAreInTheHostsCamelContext() {
    CamelContext context = host.context().getBean(CamelContext.class);

    assertThat(context.getRoutes())
        .extracting(Route::getRouteId)
        .hasSize(3) // one is the host's own
        .contains("cameleer-chat", "cameleer-embeddings");
    assertThat(core().getRoutes()).extracting(Route::getGroup).containsOnly("core", "host");
  }

  @Test
  void noneOfTheOtherPartsIsThere() {
    assertThat(core().getEndpoints())
        .extracting(endpoint -> endpoint.getEndpointUri().split(":", 2)[0])
        .containsOnly("direct", "http");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("live-reload"));
  }

  @Test
  void theDefaultsOfTheGatewayAreNotTheHosts() {
    assertThat(host.context().getEnvironment().getProperty("server.port")).isNull();
    assertThat(host.context().getEnvironment().getProperty("spring.application.name")).isNull();
    assertThat(host.context().getEnvironment().getProperty("logging.pattern.console")).isNull();
    assertThat(host.context().getEnvironment().getProperty("camel.main.routes-include-pattern"))
        .isNull();
  }

  @Test
  void aFaultyConfigurationStopsTheHostAndSaysWhatIsWrong() {
    assertThatThrownBy(() -> Host.start(PlainHost.class, Map.of("cameleer.call-timeout", "soon")))
        .rootCause()
        .hasMessageContaining("cameleer.call-timeout");
  }

  private JsonNode asked() throws Exception {
    return JSON.readTree(upstream.requests().getFirst().body());
  }

  private CamelContext core() {
    return host.context().getBean(EmbeddedCameleer.class).context();
  }
}
