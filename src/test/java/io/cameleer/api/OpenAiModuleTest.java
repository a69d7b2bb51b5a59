package io.cameleer.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModuleTest {

  private static final JsonMapper MAPPER = OpenAiModule.mapper();

  @Test
  void aMapperReadsRequestsAsTheReadersDo() throws IOException {
    String chat = Requests.bodyWith("\"temperature\":0.25,\"min_p\":0.1");
    String embedding = "{\"model\":\"m\",\"input\":[1,2],\"x\":0.1}";

    assertThat(MAPPER.readValue(chat, ChatRequest.class)).isEqualTo(Requests.read(chat));
    assertThat(MAPPER.readValue(embedding, EmbeddingRequest.class))
        .isEqualTo(new EmbeddingRequestReader().read(Json.read(embedding)));
    assertThat(
            MAPPER
                .readerFor(ChatRequest.class)
                .<ChatRequest>readValue(new ByteArrayInputStream(chat.getBytes(UTF_8))))
        .isEqualTo(Requests.read(chat));
  }

  @Test
  void aMapperWritesAnswersAsTheWriterDoes() throws IOException {
    ChatReply reply =
        new ChatReply("i", 1, "m", List.of(), Usage.of(1, 2), "flex", Map.of("x", List.of(1)));
    ChatCompletion completion = new ChatCompletion(reply, false, BigDecimal.ONE);

    assertThat(MAPPER.writeValueAsBytes(completion))
        .isEqualTo(new ChatReplyWriter().bytes(completion));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "7"})
  void aBadRequestComesUnwrapped(String body) {
    assertThatThrownBy(() -> MAPPER.readValue(body, ChatRequest.class))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> MAPPER.readerFor(EmbeddingRequest.class).readValue(body))
        .isInstanceOf(CallFailedException.class);
  }

  @Test
  void aBadRequestWithinAnotherObjectIsFoundAmongTheCauses() {
    record Line(String id, ChatRequest body) {}

    Throwable thrown =
        catchThrowable(() -> MAPPER.readValue("{\"id\":\"1\",\"body\":{}}", Line.class));

    assertThat(thrown).isInstanceOf(JsonMappingException.class);
    assertThat(RequestErrors.failure(new IllegalStateException(thrown)))
        .isEqualTo(
            Failure.badRequest(
                "missing_required_parameter", "model", "Missing required parameter: 'model'."));
  }

  @Test
  void malformedJsonIsToldByItsPlaceAndNotQuoted() {
    Failure failure = failure("{\"model\":\"m\",\n \"messages\": secret}");

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid_json");
    assertThat(failure.param()).isNull();
    assertThat(failure.message())
        .startsWith("The request body is not valid JSON: line 2, column ")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}", "\"\\x\""})
  void whatIsNotExactlyOneJsonValueIsRefused(String body) {
    assertThat(failure(body).code()).isEqualTo("invalid_json");
    assertThat(failure(body).message()).startsWith("The request body is not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "]", "0"})
  void nothingMayFollowTheBody(String rest) {
    assertThat(failure(Requests.bodyWith("") + rest).code()).isEqualTo("invalid_json");
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    byte[] latin1 = "{\"a\":\"ä\"}".getBytes(ISO_8859_1);

    Throwable thrown = catchThrowable(() -> MAPPER.readValue(latin1, ChatRequest.class));

    assertThat(RequestErrors.failure(thrown).code()).isEqualTo("invalid_json");
  }

  @Test
  void jsonThatIsTooDeepIsToldTheLimit() {
    Failure failure = failure("[".repeat(Json.MAX_DEPTH + 1));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid_json");
    assertThat(failure.message()).contains("nested too deep").contains("" + Json.MAX_DEPTH);
  }

  @Test
  void aNumberThatIsTooLongIsRefusedWithoutQuotingIt() {
    Failure failure = failure("{\"model\":\"m\",\n\"seed\":" + "9".repeat(2000) + "}");

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid_json");
    assertThat(failure.message()).contains("too long").doesNotContain("99999");
  }

  @Test
  void anythingElseIsTheGatewaysFaultAndNotExplained() {
    Failure failure = RequestErrors.failure(new IllegalStateException("/etc/secret"));

    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.code()).isEqualTo("internal_error");
    assertThat(failure.message()).doesNotContain("secret");
  }

  @Test
  void bytesInNoKnownEncodingAreTheCallersFault() {
    Failure failure = RequestErrors.failure(new CharConversionException("UTF-32"));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid_json");
  }

  @Test
  void aRingOfCausesHasAnEnd() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    assertThat(RequestErrors.failure(one).status()).isEqualTo(500);
  }

  @Test
  void aPlaceThatIsUnknownIsNotTold() {
    JsonProcessingException nowhere = JsonMappingException.from((JsonParser) null, "x");

    assertThat(RequestErrors.failure(nowhere).message())
        .isEqualTo("The request body is not valid JSON.");
  }

  @Test
  void theModuleCanBeRegisteredOnAnyMapper() throws IOException {
    JsonMapper mapper = JsonMapper.builder().addModule(new OpenAiModule()).build();

    assertThat(mapper.readValue(Requests.bodyWith(""), ChatRequest.class))
        .isEqualTo(Requests.with(""));
  }

  private static Failure failure(String body) {
    return RequestErrors.failure(catchThrowable(() -> MAPPER.readValue(body, ChatRequest.class)));
  }
}
