package io.cameleer.provider.anthropic;

import static io.cameleer.provider.anthropic.Requests.model;
import static io.cameleer.provider.anthropic.Requests.saying;
import static io.cameleer.provider.anthropic.Requests.translate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatAggregator;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnthropicAnswerPropertyTest {

  private static final String WEB_PAGE =
      "{\"type\":\"web_search_result_location\",\"url\":\"https://example.com\",\"title\":\"t\"}";

  private final ChatTranslation translation =
      translate(
          saying("Hi")
              .maxTokens(100)
              .tooling(
                  new Tooling(
                      List.of(new Tool.Custom("sql", null, null, Map.of())), null, null, false))
              .build(),
          model(100, Trait.TOOLS));

  @Property(tries = 500)
  void aStreamCutAnywhereMakesTheReplyThatThePlainAnswerMakes(
      @ForAll("answers") ObjectNode answer, @ForAll Random random) {
    ChatStreamDecoder decoder = translation.stream();
    ChatAggregator aggregator = new ChatAggregator();

    events(answer, random)
        .forEach(event ->
            decoder
                .decode(new ServerSentEvent(null, Json.text(event)))
                .forEach(aggregator::accept));

    assertThat(decoder.complete()).isTrue();
    assertThat(decoder.ended()).isTrue();
    assertThat(aggregator.reply()).isEqualTo(reply(answer));
  }

  @Property(tries = 1_000)
  void anyJsonInAnyPlaceIsAReplyOrAFailure(
      @ForAll("answers") ObjectNode answer, @ForAll Random random) {
    garble(answer, random);

    Throwable thrown = catchThrowable(() -> reply(answer));

    assertThat(thrown == null || thrown instanceof CallFailedException).isTrue();
  }

  @Property(tries = 1_000)
  void anyJsonInAnyEventIsReadOrAFailure(
      @ForAll("answers") ObjectNode answer, @ForAll Random random) {
    ChatStreamDecoder decoder = translation.stream();
    for (ObjectNode event : events(answer, random)) {
      garble(event, random);

      assertThatCode(() -> decoder.decode(new ServerSentEvent("ping", Json.text(event))))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isNull(),
              thrown -> assertThat(thrown).isInstanceOf(CallFailedException.class));
    }
  }

  private ChatReply reply(ObjectNode answer) {
    return translation.reply(new UpstreamReply(200, Map.of(), Json.bytes(answer)));
  }

  /** Puts something else in the place of one of the values. */
  private static void garble(ObjectNode node, Random random) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
    if (fields.isEmpty()) {
      return;
    }
    Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
    JsonNode value = field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
    if (value instanceof ObjectNode object && random.nextInt(3) > 0) {
      garble(object, random);
      return;
    }
    List<Object> odd = List.of(7, "", true, List.of(), List.of(1, "a"), Map.of(), Map.of("a", 1));
    int choice = random.nextInt(odd.size() + 2);
    if (choice == odd.size()) {
      node.remove(field.getKey());
    } else {
      node.set(field.getKey(), Json.node(choice < odd.size() ? odd.get(choice) : null));
    }
  }

  private static List<ObjectNode> events(ObjectNode answer, Random random) {
    List<ObjectNode> events = new ArrayList<>();
    ObjectNode start = answer.deepCopy().putNull("stop_reason");
    start.putArray("content");
    ObjectNode first = event("message_start");
    first.set("message", start);
    events.add(first);
    int index = 0;
    for (JsonNode block : answer.path("content")) {
      addBlock(events, (ObjectNode) block, index++, random);
    }
    ObjectNode end = event("message_delta");
    end.putObject("delta").set("stop_reason", answer.path("stop_reason"));
    ((ObjectNode) end.path("delta")).set("stop_details", answer.path("stop_details"));
    end.set("usage", answer.path("usage"));
    events.add(end);
    events.add(event("message_stop"));
    return events;
  }

  private static void addBlock(
      List<ObjectNode> events, ObjectNode block, int index, Random random) {
    ObjectNode start = event("content_block_start").put("index", index);
    ObjectNode empty = start.putObject("content_block");
    empty.setAll(block);
    events.add(start);
    switch (block.path("type").asText()) {
      case "text" -> {
        empty.put("text", "").remove("citations");
        add(events, index, block.path("text").asText(), random, "text_delta", "text");
        block
            .path("citations")
            .forEach(page -> events.add(delta(index, "citations_delta", "citation", page)));
      }
      case "thinking" -> {
        empty.put("thinking", "").put("signature", "");
        add(events, index, block.path("thinking").asText(), random, "thinking_delta", "thinking");
        events.add(delta(index, "signature_delta", "signature", block.path("signature")));
      }
      case "tool_use" -> {
        empty.putObject("input");
        String input = Json.text(block.path("input"));
        add(events, index, input, random, "input_json_delta", "partial_json");
      }
      default -> {
        // comes at once
      }
    }
    events.add(event("content_block_stop").put("index", index));
  }

  private static void add(
      List<ObjectNode> events, int index, String text, Random random, String type, String field) {
    Function<String, ObjectNode> piece = cut -> delta(index, type, field, Json.node(cut));
    events.add(piece.apply(""));
    int from = 0;
    while (from < text.length()) {
      int to = from + 1 + random.nextInt(text.length() - from);
      events.add(piece.apply(text.substring(from, to)));
      from = to;
    }
  }

  private static ObjectNode delta(int index, String type, String field, JsonNode value) {
    ObjectNode event = event("content_block_delta").put("index", index);
    event.putObject("delta").put("type", type).set(field, value);
    return event;
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  @Provide
  Arbitrary<ObjectNode> answers() {
    Arbitrary<String> words = Arbitraries.strings().ascii().ofMaxLength(20);
    Arbitrary<ObjectNode> texts =
        words.map(text -> Json.object().put("type", "text").put("text", text));
    Arbitrary<ObjectNode> cited =
        texts.map(text -> {
          text.putArray("citations").add(Requests.json(WEB_PAGE));
          return text;
        });
    Arbitrary<ObjectNode> thinking =
        words.map(text ->
            Json.object().put("type", "thinking").put("thinking", text).put("signature", "sig"));
    Arbitrary<ObjectNode> redacted =
        words.map(data -> Json.object().put("type", "redacted_thinking").put("data", data));
    Arbitrary<ObjectNode> calls =
        Combinators.combine(Arbitraries.of("now", "sql"), words)
            .as((name, text) -> {
              ObjectNode call =
                  Json.object().put("type", "tool_use").put("id", "toolu_1").put("name", name);
              call.putObject("input").put("input", text);
              return call;
            });
    Arbitrary<ObjectNode> other =
        Arbitraries.create(() -> Json.object().put("type", "server_tool_use").put("id", "s"));
    return Combinators.combine(
            Arbitraries.oneOf(texts, cited, thinking, redacted, calls, other).list().ofMaxSize(6),
            Arbitraries.of("end_turn", "tool_use", "max_tokens", "refusal", "a_new_reason"))
        .as(AnthropicAnswerPropertyTest::answer);
  }

  private static ObjectNode answer(List<ObjectNode> blocks, String reason) {
    ObjectNode answer =
        Json.object().put("id", "msg_1").put("type", "message").put("model", "claude-test");
    answer.putArray("content").addAll(blocks);
    answer.put("stop_reason", reason).putObject("stop_details").put("explanation", "why");
    answer
        .putObject("usage")
        .put("input_tokens", 3)
        .put("output_tokens", 5)
        .put("service_tier", "standard");
    return answer;
  }
}
