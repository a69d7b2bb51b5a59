package io.cameleer.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.CallFailedException;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.repair.Repairs;
import io.cameleer.sse.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever JSON a server answers with: it is an answer or a failure, never a crash. */
class LenientReadingPropertyTest {

  private static final int DEPTH = 5;

  private static final List<String> NAMES =
      List.of(
          "choices",
          "delta",
          "message",
          "index",
          "finish_reason",
          "tool_calls",
          "function",
          "arguments",
          "name",
          "id",
          "content",
          "reasoning_content",
          "usage",
          "error",
          "code",
          "prompt_tokens",
          "prompt_tokens_details",
          "created",
          "model",
          "logprobs",
          "type",
          "thinking",
          "text",
          "custom",
          "service_tier",
          "object",
          "detail",
          "innererror",
          "data",
          "embedding",
          "loc",
          "msg",
          "metadata",
          "status");

  private static final Arbitrary<String> SCALARS =
      Arbitraries.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "400",
          "\"\"",
          "\"stop\"",
          "\"error\"",
          "\"null\"",
          "\"thinking\"",
          "1e400",
          "99999999999999999999",
          "[]",
          "{}");

  private final Clock clock = Clock.systemUTC();
  private final ErrorTable errors = new ErrorTable(List.of(), new Repairs(List.of()), clock);

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> message = json(DEPTH);
    return Arbitraries.oneOf(
        json(DEPTH),
        message.map(inner -> "{\"choices\":[" + inner + "]}"),
        message.map(inner -> "{\"choices\":[{\"delta\":" + inner + ",\"message\":" + inner + "}]}"),
        message.map(inner -> "{\"data\":[" + inner + "]}"),
        message.map(inner -> "{\"error\":" + inner + "}"));
  }

  private static Arbitrary<String> json(int depth) {
    if (depth == 0) {
      return SCALARS;
    }
    Arbitrary<String> inner = json(depth - 1);
    return Arbitraries.oneOf(
        SCALARS,
        inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
        Arbitraries.maps(Arbitraries.of(NAMES), inner)
            .ofMaxSize(5)
            .map(LenientReadingPropertyTest::object));
  }

  private static String object(Map<String, String> fields) {
    List<String> members = new ArrayList<>();
    fields.forEach((name, value) -> members.add("\"" + name + "\":" + value));
    return "{" + String.join(",", members) + "}";
  }

  private AnswerHead.Reader heads() {
    return new AnswerHead.Reader(clock, "m");
  }

  private static UpstreamReply reply(int status, String body) {
    return new UpstreamReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static void answersOrFails(Runnable reading) {
    try {
      reading.run();
    } catch (CallFailedException failed) {
      assertThat(failed.failure().message()).isNotEmpty();
      assertThat(failed.failure().status()).isBetween(400, 599);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anEventIsReadOrFails(@ForAll("answers") String json) {
    StreamDecoder decoder = new StreamDecoder(errors, heads(), 1);

    answersOrFails(() -> {
      decoder.decode(new ServerSentEvent(null, json));
      decoder.decode(new ServerSentEvent(null, json));
      decoder.complete();
      decoder.end();
    });
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anAnswerIsReadOrFails(@ForAll("answers") String json) {
    answersOrFails(() -> new ReplyReader(errors, heads()).read(reply(200, json)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void embeddingsAreReadOrFail(@ForAll("answers") String json) {
    answersOrFails(() -> new EmbeddingReader(errors, "m", 1).read(reply(200, json)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyErrorIsClassified(@ForAll("answers") String json) {
    for (int status : new int[] {200, 302, 400, 401, 403, 404, 413, 422, 429, 500, 502, 503, 599}) {
      assertThat(errors.classify(reply(status, json)).status()).isBetween(400, 599);
    }
  }
}
