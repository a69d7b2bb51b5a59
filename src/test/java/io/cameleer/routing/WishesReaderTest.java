package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.Message;
import io.cameleer.json.Json;
import io.cameleer.routing.Wishes.MaxPrice;
import io.cameleer.routing.Wishes.Sort;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishesReaderTest {

  @Test
  void everyWishIsRead() {
    Wishes wishes =
        read(
            """
            {"models":["claude-fast","openai/gpt-5.4"],
             "fallbacks":["gemini-fast",{"model":"deepseek-chat"},"claude-fast"],
             "provider":{
               "order":["anthropic","OpenAI"],
               "only":["anthropic","openai","gemini"],
               "ignore":["deepseek"],
               "allow_fallbacks":false,
               "require_parameters":true,
               "sort":"throughput",
               "max_price":{"prompt":1,"completion":2.50},
               "data_collection":"deny"}}
            """);

    assertThat(wishes)
        .isEqualTo(
            new Wishes(
                List.of("claude-fast", "openai/gpt-5.4", "gemini-fast", "deepseek-chat"),
                List.of("anthropic", "openai"),
                Set.of("anthropic", "openai", "gemini"),
                Set.of("deepseek"),
                false,
                true,
                Sort.THROUGHPUT,
                new MaxPrice(new BigDecimal("1.0"), new BigDecimal("2.5")),
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"temperature\":1,\"Models\":[7],\"route\":\"fallback\"}",
        "{\"models\":null,\"provider\":null,\"fallbacks\":null}",
        "{\"models\":[],\"provider\":{},\"fallbacks\":[]}",
        "{\"provider\":{\"order\":null,\"only\":null,\"ignore\":[],\"sort\":null,\"max_price\":null,"
            + "\"data_collection\":null,\"allow_fallbacks\":null,\"require_parameters\":null}}",
        "{\"provider\":{\"max_price\":{\"prompt\":null},\"data_collection\":\"allow\"}}",
        "{\"provider\":{\"zdr\":null,\"quantizations\":null}}"
      })
  void nothingSaidIsNoWish(String extras) {
    assertThat(read(extras)).isEqualTo(Wishes.NONE);
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void everySortHasItsWord(Sort sort) {
    String word = sort.name().toLowerCase(Locale.ROOT);

    assertThat(read("{\"provider\":{\"sort\":\"" + word + "\"}}").sort()).isEqualTo(sort);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "0.15, 0.15", "3, 3.0", "1e-7, 1E-7", "99999999999999999999, 1E+20"})
  void pricesAreReadAsTheyAreWritten(String written, BigDecimal price) {
    MaxPrice maxPrice =
        read("{\"provider\":{\"max_price\":{\"prompt\":" + written + "}}}").maxPrice();

    assertThat(maxPrice.prompt()).isEqualByComparingTo(price);
    assertThat(maxPrice.completion()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"models":"gpt"}                                    | invalid_type      | models
          {"models":{}}                                       | invalid_type      | models
          {"models":["a",null]}                               | invalid_type      | models[1]
          {"models":["a",7]}                                  | invalid_type      | models[1]
          {"models":["a",""]}                                 | empty_string      | models[1]
          {"fallbacks":"gpt"}                                 | invalid_type      | fallbacks
          {"fallbacks":[true]}                                | invalid_type      | fallbacks[0]
          {"fallbacks":["a",["b"]]}                           | invalid_type      | fallbacks[1]
          {"fallbacks":[{}]}                                  | invalid_type      | fallbacks[0].model
          {"fallbacks":[{"model":""}]}                        | empty_string      | fallbacks[0].model
          {"fallbacks":[{"model":7}]}                         | invalid_type      | fallbacks[0].model
          {"fallbacks":[{"gpt-4":["gpt-3"]}]}                 | unknown_parameter | fallbacks[0].gpt-4
          {"fallbacks":[{"model":"a","messages":[]}]}         | unknown_parameter | fallbacks[0].messages
          {"provider":"openai"}                               | invalid_type      | provider
          {"provider":["openai"]}                             | invalid_type      | provider
          {"provider":{"order":"openai"}}                     | invalid_type      | provider.order
          {"provider":{"order":["a",7]}}                      | invalid_type      | provider.order[1]
          {"provider":{"order":[" "]}}                        | empty_string      | provider.order[0]
          {"provider":{"only":{}}}                            | invalid_type      | provider.only
          {"provider":{"only":[]}}                            | empty_array       | provider.only
          {"provider":{"ignore":[{}]}}                        | invalid_type      | provider.ignore[0]
          {"provider":{"allow_fallbacks":"no"}}               | invalid_type      | provider.allow_fallbacks
          {"provider":{"require_parameters":1}}               | invalid_type      | provider.require_parameters
          {"provider":{"sort":"Price"}}                       | invalid_value     | provider.sort
          {"provider":{"sort":{"by":"price"}}}                | invalid_type      | provider.sort
          {"provider":{"data_collection":"maybe"}}            | invalid_value     | provider.data_collection
          {"provider":{"data_collection":false}}              | invalid_type      | provider.data_collection
          {"provider":{"max_price":1}}                        | invalid_type      | provider.max_price
          {"provider":{"max_price":{"prompt":"1"}}}           | invalid_type      | provider.max_price.prompt
          {"provider":{"max_price":{"prompt":-0.1}}}          | invalid_value     | provider.max_price.prompt
          {"provider":{"max_price":{"completion":1e400}}}     | invalid_value     | provider.max_price.completion
          {"provider":{"max_price":{"image":1}}}              | unknown_parameter | provider.max_price.image
          {"provider":{"max_price":{"request":0}}}            | unknown_parameter | provider.max_price.request
          {"provider":{"zdr":true}}                           | unknown_parameter | provider.zdr
          {"provider":{"zdr":false}}                          | unknown_parameter | provider.zdr
          {"provider":{"quantizations":["fp8"]}}              | unknown_parameter | provider.quantizations
          {"provider":{"preferred_max_latency":1}}            | unknown_parameter | provider.preferred_max_latency
          {"provider":{"Only":["openai"]}}                    | unknown_parameter | provider.Only
          """)
  void whatCantBeHonouredIsRefusedByName(String extras, String code, String field) {
    Failure failure = failure(extras);

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.failureClass()).isEqualTo(FailureClass.BAD_REQUEST);
    assertThat(failure.type()).isEqualTo("invalid_request_error");
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.param()).isEqualTo(field);
    assertThat(failure.message()).contains("'" + field + "'").endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'models':[7]}                   | Invalid type for 'models[0]': expected the name of a model or alias, but got a number.
          {'models':[null]}                | Invalid type for 'models[0]': expected the name of a model or alias, but got null.
          {'provider':[]}                  | Invalid type for 'provider': expected an object, but got an array.
          {'provider':{'only':[]}}         | Invalid 'provider.only': empty array. Name at least one provider, or leave it out to allow all.
          {'provider':{'sort':'speed'}}    | Invalid value for 'provider.sort': 'speed'. Supported values are: 'latency', 'price', 'throughput'.
          {'provider':{'zdr':true}}        | Unknown parameter: 'provider.zdr'. The gateway can't honour it; leave it out to do without it. Supported are: 'allow_fallbacks', 'data_collection', 'ignore', 'max_price', 'only', 'order', 'require_parameters', 'sort'.
          """)
  void aRefusalSaysWhatToDo(String extras, String message) {
    assertThat(failure(extras.replace('\'', '"')).message()).isEqualTo(message);
  }

  @Test
  void aListMayNotBeLong() {
    Map<String, Object> most = Map.of("models", Collections.nCopies(64, "a"));
    Map<String, Object> tooMany = Map.of("fallbacks", Collections.nCopies(65, "a"));

    assertThat(WishesReader.read(most).models()).containsExactly("a");
    assertThat(failure(tooMany).code()).isEqualTo("array_above_max_length");
    assertThat(failure(tooMany).message()).contains("at most 64 elements, but got 65");
  }

  @Test
  void whatAClientWroteIsQuotedInPartAndNeverCutInTheMiddleOfACharacter() {
    String word = "x".repeat(39) + "\ud83d\ude00".repeat(1_000);

    Failure value = failure(Map.of("provider", Map.of("sort", word)));
    Failure field = failure(Map.of("provider", Map.of(word, 1)));

    assertThat(value.message()).contains("'" + "x".repeat(39) + "…'");
    assertThat(field.param()).isEqualTo("provider." + "x".repeat(39) + "…");
  }

  @Test
  void aRequestWithoutWishesIsLeftAlone() {
    ChatRequest chat = chat(Map.of("route", "fallback"));
    EmbeddingRequest embeddings = embeddings(Map.of());

    assertThat(WishesReader.withoutWishes(chat)).isSameAs(chat);
    assertThat(WishesReader.withoutWishes(embeddings)).isSameAs(embeddings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "provider", "fallbacks"})
  void providersSeeNoWishes(String field) {
    Map<String, Object> extras = Map.of(field, List.of("a"), "min_p", 0.1);

    ChatRequest chat = WishesReader.withoutWishes(chat(extras));
    EmbeddingRequest embeddings = WishesReader.withoutWishes(embeddings(extras));

    assertThat(chat).isEqualTo(chat(Map.of("min_p", 0.1)));
    assertThat(embeddings).isEqualTo(embeddings(Map.of("min_p", 0.1)));
  }

  @Test
  void aWishThatIsNullDoesNotReachProvidersEither() {
    Map<String, Object> extras = Collections.singletonMap("models", null);

    assertThat(WishesReader.withoutWishes(chat(extras)).extras()).isEmpty();
  }

  @Test
  void fieldsThatAreLeftKeepTheirOrder() {
    Map<String, Object> extras =
        extras("{\"z\":1,\"models\":[],\"a\":null,\"provider\":{},\"m\":2}");

    assertThat(WishesReader.withoutWishes(chat(extras)).extras())
        .containsExactly(entry("z", 1), entry("a", null), entry("m", 2));
  }

  private static Wishes read(String extras) {
    return WishesReader.read(extras(extras));
  }

  private static Failure failure(String extras) {
    return failure(extras(extras));
  }

  private static Failure failure(Map<String, Object> extras) {
    CallFailedException refused =
        catchThrowableOfType(CallFailedException.class, () -> WishesReader.read(extras));
    assertThat(refused).as("what reading %s throws", extras).isNotNull();
    return refused.failure();
  }

  private static Map<String, Object> extras(String json) {
    try {
      return Json.fields(Json.read(json));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  private static ChatRequest chat(Map<String, Object> extras) {
    return ChatRequest.builder("m", List.of(Message.User.of("Hi")))
        .user("jane")
        .extras(extras)
        .build();
  }

  private static EmbeddingRequest embeddings(Map<String, Object> extras) {
    return new EmbeddingRequest(
        "m", List.of(new EmbeddingRequest.Input.Text("Hi")), 8, true, "jane", extras);
  }
}
