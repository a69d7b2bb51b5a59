package io.cameleer.api;

import static io.cameleer.api.Requests.json;
import static io.cameleer.api.Requests.read;
import static io.cameleer.api.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Sampling;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestReaderTest {

  private static final String ALL_FIELDS_NULL =
      """
      "audio":null,"frequency_penalty":null,"presence_penalty":null,"function_call":null,"functions":null,
      "logit_bias":null,"logprobs":null,"top_logprobs":null,"max_completion_tokens":null,"max_tokens":null,
      "metadata":null,"modalities":null,"n":null,"parallel_tool_calls":null,"prompt_cache_key":null,
      "reasoning_effort":null,"response_format":null,"safety_identifier":null,"seed":null,
      "service_tier":null,"stop":null,"store":null,"stream":null,"stream_options":null,"temperature":null,
      "top_p":null,"top_k":null,"tool_choice":null,"tools":null,"user":null,"verbosity":null
      """;

  @Test
  void aRequestOfModelAndMessagesSaysNothingElse() {
    ChatRequest expected = ChatRequest.builder("m", List.of(Message.User.of("Hi"))).build();

    assertThat(with("")).isEqualTo(expected);
  }

  @Test
  void aNullFieldIsAMissingField() {
    assertThat(with(ALL_FIELDS_NULL)).isEqualTo(with(""));
  }

  @Test
  void everyNamedFieldIsRead() {
    ChatRequest request =
        with(
            """
            "reasoning_effort":"high","max_tokens":10,"max_completion_tokens":20,"verbosity":"low",
            "modalities":["text","audio"],"audio":{"voice":"ash","format":"wav"},"user":"u",
            "safety_identifier":"s","service_tier":"flex","prompt_cache_key":"k","store":true,
            "metadata":{"team":"a"},"seed":-9007199254740993
            """);

    assertThat(request.reasoningEffort()).isEqualTo(ReasoningEffort.HIGH);
    assertThat(request.maxTokens()).isEqualTo(10);
    assertThat(request.maxCompletionTokens()).isEqualTo(20);
    assertThat(request.verbosity()).isEqualTo("low");
    assertThat(request.modalities()).containsExactly("text", "audio");
    assertThat(request.audio()).isEqualTo(Map.of("voice", "ash", "format", "wav"));
    assertThat(request.user()).isEqualTo("u");
    assertThat(request.safetyIdentifier()).isEqualTo("s");
    assertThat(request.serviceTier()).isEqualTo("flex");
    assertThat(request.promptCacheKey()).isEqualTo("k");
    assertThat(request.store()).isTrue();
    assertThat(request.metadata()).isEqualTo(Map.of("team", "a"));
    assertThat(request.sampling().seed()).isEqualTo(-9007199254740993L);
    assertThat(request.extras()).isEmpty();
  }

  @Test
  void samplingIsRead() {
    Sampling sampling =
        with("""
        "temperature":0.5,"top_p":1,"top_k":40,"frequency_penalty":-2,"presence_penalty":2.0,
        "seed":7,"n":3,"stop":["a","b"],"logit_bias":{"50256":-100},"logprobs":true,"top_logprobs":20
        """)
            .sampling();

    assertThat(sampling)
        .isEqualTo(
            new Sampling(
                0.5,
                1.0,
                40,
                -2.0,
                2.0,
                7L,
                3,
                List.of("a", "b"),
                Map.of("50256", -100),
                true,
                20));
  }

  @Test
  void stopMayBeOneString() {
    assertThat(with("\"stop\":\"\\n\"").sampling().stop()).containsExactly("\n");
    assertThat(with("\"stop\":[]").sampling().stop()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "16.0", "1.6e1"})
  void anIntegerMayBeWrittenWithAFraction(String sixteen) {
    assertThat(with("\"max_tokens\":" + sixteen).maxTokens()).isEqualTo(16);
  }

  @Test
  void streamingIsRead() {
    assertThat(with("\"stream\":true").streaming()).isEqualTo(new Streaming(true, false, Map.of()));
    assertThat(with("\"stream\":false").streaming()).isEqualTo(Streaming.OFF);
    assertThat(with("\"stream\":true,\"stream_options\":{\"include_usage\":true}").streaming())
        .isEqualTo(new Streaming(true, true, Map.of()));
    assertThat(
            with("\"stream\":true,\"stream_options\":{\"include_usage\":null,\"include_obfuscation\":false}")
                .streaming())
        .isEqualTo(new Streaming(true, false, Map.of("include_obfuscation", false)));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasoningEffortIsRead(ReasoningEffort effort) {
    assertThat(with("\"reasoning_effort\":\"" + effort.wireName() + "\"").reasoningEffort())
        .isEqualTo(effort);
  }

  @Test
  void theResponseFormatIsRead() {
    assertThat(with("\"response_format\":{\"type\":\"text\"}").responseFormat())
        .isEqualTo(new ResponseFormat.Text());
    assertThat(with("\"response_format\":{\"type\":\"json_object\"}").responseFormat())
        .isEqualTo(new ResponseFormat.JsonObject());
    assertThat(
            with("""
            "response_format":{"type":"json_schema","json_schema":{"name":"city",
              "description":"A city","strict":true,"schema":{"type":"object"}}}
            """)
                .responseFormat())
        .isEqualTo(
            new ResponseFormat.JsonSchema(
                "city", "A city", Map.of("type", "object"), true, Map.of()));
    assertThat(
            with("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}")
                .responseFormat())
        .isEqualTo(new ResponseFormat.JsonSchema("x", null, Map.of(), null, Map.of()));
  }

  @Test
  void aFieldUnknownToTheFormatSurvivesBelowItsName() {
    ChatRequest schema =
        with(
            """
            "response_format":{"type":"json_schema","lax":1,"json_schema":{"name":"x","cached":true}}
            """);
    ChatRequest object =
        with("\"response_format\":{\"type\":\"json_object\",\"schema\":{\"type\":\"object\"}}");

    assertThat(((ResponseFormat.JsonSchema) schema.responseFormat()).extras())
        .isEqualTo(Map.of("lax", 1, "json_schema", Map.of("cached", true)));
    assertThat(schema.extras()).isEmpty();
    assertThat(object.extras())
        .isEqualTo(Map.of("response_format", Map.of("schema", Map.of("type", "object"))));
  }

  @Test
  void unknownFieldsAreKeptInOrderWithTheirTypes() {
    ChatRequest request =
        with(
            """
            "web_search_options":{"search_context_size":"low"},"min_p":0.05,"big":12345678901234567890,
            "list":[1,"two",null,{"three":3}],"none":null,"enable_thinking":false
            """);

    assertThat(request.extras().keySet())
        .containsExactly("web_search_options", "min_p", "big", "list", "none", "enable_thinking");
    assertThat(request.extras())
        .containsEntry("min_p", new BigDecimal("0.05"))
        .containsEntry("list", Arrays.asList(1, "two", null, Map.of("three", 3)))
        .containsEntry("none", null)
        .containsEntry("enable_thinking", false);
    assertThat(request.extras().get("big")).hasToString("12345678901234567890");
  }

  @Test
  void emptyToolsAreNoTools() {
    assertThat(with("\"tools\":[]").tooling()).isEqualTo(Tooling.NONE);
    assertThat(with("\"functions\":[]").tooling()).isEqualTo(Tooling.NONE);
  }

  @Test
  void unpairedSurrogatesAreReplacedEverywhere() {
    ChatRequest request =
        read(
            """
            {"model":"m","messages":[{"role":"user","content":"a\\ud83d b \\ud83d\\ude00 \\ude00"}],
             "x\\udc00":["\\ud800",{"y\\ud800":"\\ud83d\\ude00"}]}
            """);

    assertThat(request.messages()).containsExactly(Message.User.of("a\uFFFD b 😀 \uFFFD"));
    assertThat(request.extras())
        .isEqualTo(Map.of("x\uFFFD", List.of("\uFFFD", Map.of("y\uFFFD", "😀"))));
  }

  @Test
  void wellFormedTextIsNotCopied() {
    Object body = Json.value(json("{\"a\":[\"😀\",1,null,true,{\"b\":\"ä\"}]}"));

    assertThat(Surrogates.repair(body)).isSameAs(body);
  }

  @Test
  void repairingTextLeavesAllElseAsItWas() {
    Object body = Json.value(json("{\"a\":[\"\\ud800\",1,null,true,1.5,{\"b\":\"ä\"}]}"));

    assertThat(Surrogates.repair(body))
        .isEqualTo(Json.value(json("{\"a\":[\"\uFFFD\",1,null,true,1.5,{\"b\":\"ä\"}]}")));
  }
}
