package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.api.ChatRequestReader;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEstimateTest {

  /** Texts and how many tokens the tokenizers of five vendors make of them. */
  static List<JsonNode> countedTexts() throws IOException {
    try (InputStream file = TokenEstimateTest.class.getResourceAsStream("token-counts.json")) {
      List<JsonNode> texts = new ArrayList<>();
      Json.read(file.readAllBytes()).forEach(texts::add);
      return texts;
    }
  }

  @ParameterizedTest
  @MethodSource("countedTexts")
  void aTextIsHardlyEstimatedTooLowAndNotMuchTooHigh(JsonNode counted) {
    List<Integer> counts = new ArrayList<>();
    counted.get("tokens").forEach(count -> counts.add(count.intValue()));
    double average = counts.stream().mapToInt(count -> count).average().orElseThrow();
    int dearest = counts.stream().mapToInt(count -> count).max().orElseThrow();

    double estimate = tokensOf(counted.get("text").textValue());

    assertThat(estimate)
        .as(counted.get("name").textValue())
        .isGreaterThanOrEqualTo(0.85 * dearest)
        .isLessThanOrEqualTo(1.3 * average);
  }

  @Test
  void aLongTextIsEstimatedFromSamplesLikeAShortOne() throws IOException {
    for (JsonNode counted : countedTexts()) {
      String text = counted.get("text").textValue() + "\n";

      assertThat(tokensOf(text.repeat(500)))
          .as(counted.get("name").textValue())
          .isCloseTo(500 * tokensOf(text), withinPercentage(12));
    }
  }

  @Test
  void aTextOfTwoScriptsIsSampledInBoth() {
    String english = "All of them are free. ".repeat(5_000);
    String chinese = "\u4eba\u4eba\u751f\u800c\u81ea\u7531".repeat(5_000);

    assertThat(tokensOf(english + chinese))
        .isCloseTo(tokensOf(english) + tokensOf(chinese), withinPercentage(5));
  }

  @Test
  void aTextOfManyMegabytesHasAnEstimateToo() {
    assertThat(tokensOf("word ".repeat(4_000_000))).isBetween(3_500_000L, 5_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", " ", "\u0000", "\ud83d", "\ud83d\ude00", "\uffff"})
  void anyTextHasAnEstimate(String text) {
    assertThat(tokensOf(text)).isBetween(0L, 5L);
    assertThat(tokensOf(text.repeat(3_000))).isBetween(3_000L * tokensOf(text) / 20, 9_000L);
  }

  @Test
  void moreTextIsNeverFewerTokens() {
    String text = "Sag mir, 1234 \u00d7 5 = ? \u4f60\u597d \ud83d\ude00\n".repeat(40);
    long before = 0;
    for (int length = 0; length <= text.length(); length++) {
      long tokens = tokensOf(text.substring(0, length));
      assertThat(tokens).isGreaterThanOrEqualTo(before);
      before = tokens;
    }
  }

  @Test
  void everyMessageCostsSomethingBesideItsText() {
    long one = TokenEstimate.of(chat(Message.User.of("Hello")));
    long two = TokenEstimate.of(chat(Message.User.of("Hello"), Message.Assistant.of("")));

    assertThat(one).isGreaterThan(tokensOf("Hello"));
    assertThat(two - one).isEqualTo(4);
  }

  @Test
  void everythingAnAssistantSaidIsCounted() {
    String text = "The order was shipped yesterday and will arrive on Monday.";
    long plain = TokenEstimate.of(chat(assistant(text, null, List.of(), Reasoning.NONE)));
    Reasoning thought = new Reasoning(text, List.of(), null);
    Reasoning signed =
        new Reasoning(text, List.of(new Reasoning.Block.Thinking(text, "signature")), null);
    Reasoning hidden =
        new Reasoning(
            null,
            List.of(
                new Reasoning.Block.Redacted("c2VjcmV0".repeat(10)),
                new Reasoning.Block.Encrypted("rs_1", "c2VjcmV0".repeat(10))),
            null);
    List<ToolCall> calls =
        List.of(
            ToolCall.Function.of("1", "find", text),
            new ToolCall.Custom("2", "run", text, Map.of()));

    assertThat(plain).isGreaterThan(tokensOf(text));
    assertThat(TokenEstimate.of(chat(assistant(null, text, List.of(), Reasoning.NONE))))
        .isEqualTo(plain);
    assertThat(TokenEstimate.of(chat(assistant(text, null, List.of(), thought))))
        .isCloseTo(plain + tokensOf(text), withinPercentage(5));
    assertThat(TokenEstimate.of(chat(assistant(text, null, List.of(), signed))))
        .as("signed reasoning is not counted twice")
        .isCloseTo(plain + tokensOf(text), withinPercentage(5));
    assertThat(TokenEstimate.of(chat(assistant(text, null, List.of(), hidden))))
        .isEqualTo(plain + 40);
    assertThat(TokenEstimate.of(chat(assistant(text, null, calls, Reasoning.NONE))))
        .isGreaterThan(plain + 2 * tokensOf(text));
  }

  @Test
  void namesAndToolResultsAreCounted() {
    Content content = Content.of("The order was shipped.");
    long anonymous = TokenEstimate.of(chat(new Message.User(content, null, Map.of())));

    assertThat(TokenEstimate.of(chat(new Message.User(content, "jane-of-accounting", Map.of()))))
        .isGreaterThan(anonymous);
    assertThat(TokenEstimate.of(chat(new Message.Tool("1", content, null, Map.of()))))
        .isEqualTo(anonymous);
    assertThat(TokenEstimate.of(chat(new Message.Instructions(content, true, null, Map.of()))))
        .isEqualTo(anonymous);
  }

  @Test
  void toolsCostAboutWhatTheirJsonCosts() {
    String tools =
        """
        [{"type":"function","function":{"name":"get_weather","description":"Get the current weather\
         in a given location","parameters":{"type":"object","properties":{"location":{"type":\
        "string","description":"The city and state, e.g. San Francisco, CA"},"unit":{"type":"string"\
        ,"enum":["celsius","fahrenheit"]}},"required":["location"],"additionalProperties":false}}},
        {"type":"custom","custom":{"name":"query","description":"Runs a query","format":{"type":\
        "grammar","grammar":{"syntax":"regex","definition":"SELECT .*"}}}},
        {"type":"web_search","search_context_size":"medium"}]
        """;

    long without = TokenEstimate.of(read(""));
    long with = TokenEstimate.of(read(",\"tools\":" + tools));

    long countedByOpenAi = 128;
    assertThat(with - without).isCloseTo(countedByOpenAi, withinPercentage(20));
  }

  @Test
  void theSchemaOfTheAnswerIsCounted() {
    String schema =
        """
        {"type":"object","properties":{"total":{"type":"number"},"paid":{"type":"boolean"}},\
        "required":["total","paid"],"additionalProperties":false}
        """;

    long without = TokenEstimate.of(read(""));
    long with =
        TokenEstimate.of(
            read(
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                    + "{\"name\":\"invoice\",\"schema\":"
                    + schema
                    + "}}"));

    long countedByOpenAi = 33;
    assertThat(with - without).isBetween(countedByOpenAi, 2 * countedByOpenAi);
  }

  @ParameterizedTest
  @CsvSource({
    "low, 300",
    "high, 2500",
    "auto, 2500",
    "original, 5000",
    "unheard-of, 2500",
    ", 2500"
  })
  void anImageCostsAFlatNumberByItsDetail(String detail, long tokens) {
    assertThat(tokensOf(new ContentPart.Image("https://x/i.png", detail, Map.of())))
        .isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"wav, 96", "WAV, 96", "mp3, 768"})
  void soundCostsByItsLength(String format, long tokens) {
    assertThat(tokensOf(new ContentPart.Audio("AAAA".repeat(32_000), format, Map.of())))
        .isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "data:application/pdf;base64, 400000, 15001",
    "data:application/pdf;base64, 400, 1500",
    "data:text/plain;base64, 4000, 1006",
    "data:application/json;base64, 4000, 1007",
    "data:image/png;base64, 400000, 2500",
    "data:audio/mp3;base64, 4000, 24",
    "https://example.com/a.pdf, 0, 5000"
  })
  void aFileCostsByWhatItIs(String start, int base64, long tokens) {
    String data = base64 == 0 ? start : start + "," + "A".repeat(base64);

    assertThat(tokensOf(new ContentPart.File(null, null, data, Map.of()))).isEqualTo(tokens);
  }

  @Test
  void whatIsNotThereToSeeCostsAFlatNumber() {
    assertThat(tokensOf(new ContentPart.File("file-1", null, null, Map.of()))).isEqualTo(5_000);
    assertThat(tokensOf(new ContentPart.Other("video_url", Map.of("video_url", "x"))))
        .isEqualTo(1_500);
  }

  @Test
  void textPartsCostWhatTheirTextCosts() {
    assertThat(tokensOf(ContentPart.Text.of("Hello there"))).isEqualTo(tokensOf("Hello there"));
    assertThat(tokensOf(new ContentPart.Refusal("Hello there", Map.of())))
        .isEqualTo(tokensOf("Hello there"));
  }

  @Test
  void inputsOfEmbeddingsAreAddedUpAndTokenIdsCountedAsTheyAre() {
    assertThat(
            TokenEstimate.of(
                embeddings(new Input.Tokens(List.of(1, 2, 3)), new Input.Tokens(List.of(4)))))
        .isEqualTo(4);
    assertThat(TokenEstimate.of(embeddings(new Input.Text("hundred"), new Input.Text("hundred"))))
        .isEqualTo(3);
  }

  @Property
  void noTextCostsMoreThanItsBound(@ForAll @StringLength(max = 5_000) String text) {
    EmbeddingRequest inputs = embeddings(new Input.Text(text));
    ChatRequest chat = chat(Message.User.of(text));

    assertThat(TokenEstimate.of(inputs)).isLessThanOrEqualTo(TokenEstimate.atMost(inputs));
    assertThat(TokenEstimate.of(chat)).isLessThanOrEqualTo(TokenEstimate.atMost(chat));
  }

  @Test
  void theBoundIsReachedByTheDearestCharacters() {
    EmbeddingRequest inputs = embeddings(new Input.Text("ሀ".repeat(100)));

    assertThat(TokenEstimate.atMost(inputs)).isEqualTo(200).isEqualTo(TokenEstimate.of(inputs));
  }

  private static long tokensOf(String text) {
    return TokenEstimate.of(embeddings(new Input.Text(text)));
  }

  private static long tokensOf(ContentPart part) {
    Message empty = new Message.User(new Content.Parts(List.of()), null, Map.of());
    Message message = new Message.User(new Content.Parts(List.of(part)), null, Map.of());
    return TokenEstimate.of(chat(message)) - TokenEstimate.of(chat(empty));
  }

  private static EmbeddingRequest embeddings(Input... inputs) {
    return new EmbeddingRequest("m", List.of(inputs), null, false, null, Map.of());
  }

  private static ChatRequest chat(Message... messages) {
    return ChatRequest.builder("m", List.of(messages)).build();
  }

  private static Message assistant(
      String text, String refusal, List<ToolCall> calls, Reasoning reasoning) {
    return new Message.Assistant(
        text == null ? null : Content.of(text), refusal, calls, reasoning, null, Map.of());
  }

  private static ChatRequest read(String furtherFields) {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
    try {
      return new ChatRequestReader().read(Json.read(body + furtherFields + "}"));
    } catch (IOException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
