package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cameleer.api.ChatRequestReader;
import io.cameleer.api.EmbeddingRequestReader;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsReaderTest {

  private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

  @Test
  void aPlainChatNeedsNothing() {
    CallTraits traits = traitsOf(HELLO);

    assertThat(traits)
        .isEqualTo(
            new CallTraits(
                "m",
                false,
                Set.of(),
                traits.prompt(),
                null,
                List.of(),
                "",
                null,
                Wishes.NONE,
                Set.of()));
    assertThat(traits.promptTokens()).isBetween(5L, 12L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"image_url","image_url":{"url":"https://x/i.png"}}                | VISION
          {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}       | AUDIO_INPUT
          {"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA"}}   | PDF_INPUT
          {"type":"file","file":{"file_data":"https://x/a.pdf"}}                    | PDF_INPUT
          {"type":"file","file":{"file_id":"file-1"}}                               | PDF_INPUT
          {"type":"file","file":{"file_data":"data:image/png;base64,AAAA"}}         | VISION
          {"type":"file","file":{"file_data":"DATA:AUDIO/mp3;base64,AAAA"}}         | AUDIO_INPUT
          {"type":"file","file":{"file_data":"data:text/plain;base64,AAAA"}}        |
          {"type":"file","file":{"file_data":"data:application/json;base64,AAAA"}}  |
          {"type":"text","text":"image_url"}                                        |
          {"type":"hologram","hologram":{}}                                         |
          """)
  void partsNeedModelsThatTakeThem(String part, String need) {
    for (String role : List.of("user", "tool\",\"tool_call_id\":\"1", "system", "assistant")) {
      String messages =
          "\"messages\":[{\"role\":\"%s\",\"content\":[%s]},{\"role\":\"user\",\"content\":\"x\"}]"
              .formatted(role, part);

      assertThat(traitsOf(messages).needs()).as(role).isEqualTo(traits(need));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "tools":[{"type":"function","function":{"name":"f"}}]                              | TOOLS
          "functions":[{"name":"f"}]                                                         | TOOLS
          "tools":[{"type":"custom","custom":{"name":"f"}}]                                  | TOOLS
          "tools":[]                                                                         |
          "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{}}}    | JSON_SCHEMA
          "response_format":{"type":"json_object"}                                           |
          "reasoning_effort":"high","temperature":1                                          |
          "tools":[{"type":"custom","custom":{"name":"f"}}],"response_format":{"type":"json_schema","json_schema":{"name":"a"}} | TOOLS JSON_SCHEMA
          """)
  void toolsAndSchemasNeedModelsThatKnowThem(String fields, String needs) {
    assertThat(traitsOf(HELLO + "," + fields).needs()).isEqualTo(traits(needs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tag":"coding"}                            | coding
          {"tag":" coding "}                          | coding
          {"tag":"coding, java"}                      | coding, java
          {"tags":"coding,  java , "}                 | coding;java
          {"tags":["coding","java",7,null,""," "]}    | coding;java
          {"tag":"bulk","tags":["coding","bulk"]}     | bulk;coding
          {"tag":7,"tags":{"a":"b"}}                  |
          {"tag":null,"tags":null}                    |
          {"tag":" ","tags":","}                      |
          {"task":"coding"}                           |
          """)
  void metadataMayNameTags(String metadata, String tags) {
    List<String> expected = tags == null ? List.of() : List.of(tags.split(";"));

    assertThat(traitsOf(HELLO + ",\"metadata\":" + metadata).tags()).isEqualTo(expected);
  }

  @Test
  void tagsOfTheSurroundingsReplaceThoseOfTheMetadata() {
    ChatRequest request = chat(HELLO + ",\"metadata\":{\"tag\":\"coding\"}");

    assertThat(TraitsReader.read(request, new Surroundings(List.of("bulk"), null, Set.of())).tags())
        .containsExactly("bulk");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"user\":\"jane\",\"safety_identifier\":\"s\"', key, jane",
    "'\"safety_identifier\":\"s\"', key, s",
    "'\"user\":\" \",\"safety_identifier\":\"\"', key, key",
    "'\"user\":null', key, key",
    "'\"user\":null', , ''",
  })
  void theCallerIsTheUserElseTheKeysOwner(String fields, String keyOwner, String caller) {
    Surroundings surroundings = new Surroundings(List.of(), keyOwner, Set.of());

    assertThat(TraitsReader.read(chat(HELLO + "," + fields), surroundings).caller())
        .isEqualTo(caller);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}]}",
        "{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_1\"}}"
      })
  void whatAProviderHoldsBindsTheConversationToIt(String message) {
    String messages = "\"messages\":[{\"role\":\"system\",\"content\":\"x\"},%s]";

    assertThat(traitsOf(messages.formatted(message)).providerBound())
        .startsWith("the conversation names a ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"AAAA\"}}]}",
        "{\"role\":\"assistant\",\"content\":\"x\",\"audio\":null}",
        "{\"role\":\"assistant\",\"content\":\"x\",\"audio\":\"id\"}",
        "{\"role\":\"assistant\",\"content\":\"x\",\"thinking_blocks\":"
            + "[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"}]}"
      })
  void whatTheRequestBringsItselfBindsIt(String message) {
    assertThat(traitsOf("\"messages\":[" + message + "]").providerBound()).isNull();
  }

  @Test
  void theOutputLimitTheRegionsAndTheWishesAreTakenOver() {
    ChatRequest request =
        chat(HELLO + ",\"max_tokens\":9,\"max_completion_tokens\":7,\"models\":[\"other\"]");

    CallTraits traits = TraitsReader.read(request, new Surroundings(List.of(), null, Set.of("eu")));

    assertThat(traits.outputTokens()).isEqualTo(7);
    assertThat(traits.regions()).containsExactly("eu");
    assertThat(traits.wishes().models()).containsExactly("other");
  }

  @Test
  void embeddingsHaveTraitsToo() {
    EmbeddingRequest request =
        embeddings("\"input\":[[1,2],[3]],\"user\":\"jane\",\"provider\":{\"sort\":\"price\"}");

    CallTraits traits =
        TraitsReader.read(request, new Surroundings(List.of("bulk"), "key", Set.of("eu")));

    assertThat(traits.model()).isEqualTo("m");
    assertThat(traits.embeddings()).isTrue();
    assertThat(traits.needs()).isEmpty();
    assertThat(traits.promptTokens()).isEqualTo(3);
    assertThat(traits.outputTokens()).isNull();
    assertThat(traits.tags()).containsExactly("bulk");
    assertThat(traits.caller()).isEqualTo("jane");
    assertThat(traits.providerBound()).isNull();
    assertThat(traits.regions()).containsExactly("eu");
    assertThat(traits.wishes().sort()).isEqualTo(Wishes.Sort.PRICE);
  }

  @Test
  void wishesThatCantBeUnderstoodRefuseTheCall() {
    ChatRequest chat = chat(HELLO + ",\"models\":7");
    EmbeddingRequest embeddings = embeddings("\"input\":\"x\",\"provider\":[]");

    assertThatThrownBy(() -> TraitsReader.read(chat, Surroundings.NONE))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> TraitsReader.read(embeddings, Surroundings.NONE))
        .isInstanceOf(CallFailedException.class);
  }

  private static CallTraits traitsOf(String fields) {
    return TraitsReader.read(chat(fields), Surroundings.NONE);
  }

  private static Set<Trait> traits(String names) {
    return names == null
        ? Set.of()
        : Arrays.stream(names.split(" ")).map(Trait::valueOf).collect(Collectors.toSet());
  }

  private static ChatRequest chat(String fields) {
    try {
      return new ChatRequestReader().read(Json.read("{\"model\":\"m\"," + fields + "}"));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  private static EmbeddingRequest embeddings(String fields) {
    try {
      return new EmbeddingRequestReader().read(Json.read("{\"model\":\"m\"," + fields + "}"));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
