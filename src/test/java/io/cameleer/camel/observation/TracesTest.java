package io.cameleer.camel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What a collector gets of calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLERS_SPAN = "b7ad6b7169203331";
  private static final long MILLISECOND = 1_000_000;

  private final ScriptedUpstream upstream = new ScriptedUpstream(Chats::answer);
  private final OtlpReceiver collector = new OtlpReceiver();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Chats.properties(upstream);
    properties.put("otel.exporter.otlp.endpoint", collector.url());
    properties.put("otel.bsp.schedule.delay", "50");
    properties.put("cameleer.tracing.providers", "deepseek");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    collector.close();
    upstream.close();
  }

  @Test
  void aCallIsASpanInItsCallersTraceWithOneBelowItForEachAttempt() throws Exception {
    upstream.script(Chats::answer);
    Chats.ask(
        gateway,
        "falls-over",
        false,
        Chats.key(
            "x-request-id", "traced-1",
            "x-cameleer-tag", "coding",
            "traceparent", "00-" + TRACE + "-" + CALLERS_SPAN + "-01",
            "tracestate", "vendor=1"));

    Span call = await().until(() -> call("traced-1"), found -> found != null);
    assertThat(hex(call.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(hex(call.getParentSpanId().toByteArray())).isEqualTo(CALLERS_SPAN);
    assertThat(call.getTraceState()).isEqualTo("vendor=1");
    assertThat(call.getName()).isEqualTo("chat falls-over");
    assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(attributes(call))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "deepseek")
        .containsEntry("gen_ai.request.model", "deepseek-flash")
        .containsEntry("gen_ai.response.model", "m")
        .containsEntry("gen_ai.usage.input_tokens", "3")
        .containsEntry("gen_ai.usage.output_tokens", "2")
        .containsEntry("cameleer.caller", "team-a")
        .containsEntry("cameleer.tag", "coding")
        .containsEntry("cameleer.alias", "falls-over")
        .containsEntry("cameleer.attempts", "openai/gpt-6-luna:503, deepseek/deepseek-flash:ok")
        .containsKeys("cameleer.cost_usd", "cameleer.overhead_ms")
        .doesNotContainKey("error.type");

    List<Span> attempts = below(call);
    assertThat(attempts)
        .extracting(Span::getName)
        .containsExactly("chat gpt-6-luna", "chat deepseek-flash");
    assertThat(attempts)
        .allSatisfy(attempt -> {
          assertThat(attempt.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
          assertThat(attempt.getTraceId()).isEqualTo(call.getTraceId());
          assertThat(attempt.getStartTimeUnixNano())
              .isGreaterThanOrEqualTo(call.getStartTimeUnixNano());
          assertThat(attempt.getEndTimeUnixNano()).isLessThanOrEqualTo(call.getEndTimeUnixNano());
        });
    assertThat(attributes(attempts.getFirst()))
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("error.type", "503")
        .containsEntry("cameleer.outcome", "providers_fault")
        .containsEntry("server.address", "127.0.0.1");
    assertThat(attempts.getFirst().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(attempts.getLast()))
        .containsEntry("cameleer.outcome", "succeeded")
        .containsEntry("gen_ai.response.model", "m");
    assertThat(traceparents("/openai")).as("a provider that is not told").isEmpty();
    assertThat(traceparents("/deepseek"))
        .as("a provider that is")
        .containsExactly(
            "00-" + TRACE + "-" + hex(attempts.getLast().getSpanId().toByteArray()) + "-01");
  }

  private List<String> traceparents(String path) {
    return upstream.requests().stream()
        .filter(request -> request.target().startsWith(path))
        .map(ScriptedUpstream.Request::headers)
        .filter(headers -> headers.containsKey("traceparent"))
        .map(headers -> headers.get("traceparent"))
        .toList();
  }

  @Test
  void aCallerWithoutATraceGetsANewOne() throws Exception {
    Chats.ask(gateway, "cheap", true, Chats.key("x-request-id", "traced-2"));

    Span call = await().until(() -> call("traced-2"), found -> found != null);
    assertThat(call.getParentSpanId().isEmpty()).isTrue();
    assertThat(attributes(call))
        .containsEntry("gen_ai.request.stream", "true")
        .containsKey("gen_ai.response.time_to_first_chunk");
    assertThat(below(call)).hasSize(1);
  }

  @Test
  void onlyTheGatewaysOwnErrorsMakeItsSpanOne() throws Exception {
    Chats.ask(gateway, "openai/gpt-6-luna", false, Chats.key("x-request-id", "traced-3"));
    Chats.ask(gateway, "no-such-model", false, Chats.key("x-request-id", "traced-4"));

    Span failed = await().until(() -> call("traced-3"), found -> found != null);
    assertThat(failed.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(failed)).containsEntry("error.type", "503");
    Span refused = await().until(() -> call("traced-4"), found -> found != null);
    assertThat(refused.getName()).as("no name of the client's making").isEqualTo("chat");
    assertThat(refused.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(refused)).containsEntry("error.type", "404");
    assertThat(below(refused)).isEmpty();
  }

  @Test
  void whoWasPassedOverIsAnEventOfTheCall() throws Exception {
    upstream.script(Chats::answerAllButGemini);
    Chats.ask(gateway, "cooled", false, Chats.key());
    Chats.ask(gateway, "cooled", false, Chats.key("x-request-id", "traced-6"));

    Span call = await().until(() -> call("traced-6"), found -> found != null);
    assertThat(below(call)).extracting(Span::getName).containsExactly("chat deepseek-flash");
    assertThat(call.getEventsList())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getName()).isEqualTo("passed over");
          assertThat(event.getTimeUnixNano())
              .isBetween(
                  call.getStartTimeUnixNano() - MILLISECOND,
                  call.getEndTimeUnixNano() + MILLISECOND);
          assertThat(event.getAttributesList().toString()).contains("gemini-3.8-flash");
        });
  }

  @Test
  void theCollectorLearnsWhoSendsAndNeitherSecretsNorContents() throws Exception {
    Chats.ask(gateway, "cheap", false, Chats.key("x-request-id", "traced-5"));
    await().until(() -> call("traced-5"), found -> found != null);

    assertThat(collector.paths()).containsOnly("/v1/traces");
    assertThat(collector.resources())
        .allSatisfy(resource ->
            assertThat(resource.getAttributesList())
                .anySatisfy(attribute -> {
                  assertThat(attribute.getKey()).isEqualTo("service.name");
                  assertThat(attribute.getValue().getStringValue()).isEqualTo("cameleer");
                }));
    assertThat(collector.spans().toString()).doesNotContain(Chats.PROMPT, Chats.ANSWER, "key-of-");
  }

  @Test
  void withoutAnEndpointThereAreNoTraces() {
    try (Gateway untraced = Gateway.start(Chats.properties(upstream))) {
      assertThat(untraced.context().getBean(CallTraces.class)).isSameAs(CallTraces.OFF);
    }
  }

  @Test
  void aProtocolThatIsNotThereIsRefusedWithTheRemedy() {
    TraceSettings settings =
        new TraceSettings(
            Map.of(
                "otel.exporter.otlp.endpoint", "http://collector:4317",
                "otel.exporter.otlp.protocol", "grpc"));

    assertThat(settings.on()).isTrue();
    assertThatThrownBy(settings::check)
        .hasMessageContaining("http/protobuf")
        .hasMessageContaining("4318");
  }

  @Test
  void springsKeyForTheEndpointDoesAsWell() {
    StandardEnvironment environment = new StandardEnvironment();
    String endpoint = collector.url() + "/v1/traces";
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "an operator's", Map.of("management.otlp.tracing.endpoint", endpoint)));

    TraceSettings settings = TraceSettings.read(environment);

    assertThat(settings.on()).isTrue();
    assertThat(settings.properties())
        .containsEntry("otel.exporter.otlp.traces.endpoint", endpoint)
        .containsEntry("otel.exporter.otlp.protocol", "http/protobuf");
  }

  private Span call(String requestId) {
    return collector.spans().stream()
        .filter(span -> requestId.equals(attributes(span).get("cameleer.request_id")))
        .findFirst()
        .orElse(null);
  }

  private List<Span> below(Span parent) {
    return collector.spans().stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .sorted(
            (one, other) -> Long.compare(one.getStartTimeUnixNano(), other.getStartTimeUnixNano()))
        .toList();
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(
                attribute -> attribute.getKey(), attribute -> text(attribute.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.getStringValue();
    };
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
