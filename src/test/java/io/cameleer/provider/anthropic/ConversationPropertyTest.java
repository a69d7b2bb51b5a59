package io.cameleer.provider.anthropic;

import static io.cameleer.provider.anthropic.Requests.body;
import static io.cameleer.provider.anthropic.Requests.model;
import static io.cameleer.provider.anthropic.Requests.translate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a client sends as a conversation, what is sent on keeps the API's rules and says it all.
 */
class ConversationPropertyTest {

  @Property(tries = 1_000)
  void turnsAreAsTheApiWantsThem(
      @ForAll("conversations") List<Message> messages, @ForAll("models") Model model) {
    JsonNode turns = send(messages, model).path("messages");

    assertThat(turns.path(0).path("role").asText()).isEqualTo("user");
    for (int i = 0; i < turns.size(); i++) {
      assertBlocks(turns.path(i).path("content"));
      assertPlace(turns, i);
    }
    String last = turns.path(turns.size() - 1).path("role").asText();
    if (!model.has(Trait.PREFILL)) {
      assertThat(last).isNotEqualTo("assistant");
    }
  }

  @Property(tries = 1_000)
  void everyCallIsAnsweredInTheNextTurnAtOnceAndInOrder(
      @ForAll("conversations") List<Message> messages, @ForAll("models") Model model) {
    JsonNode turns = send(messages, model).path("messages");

    Set<String> ids = new HashSet<>();
    List<String> open = List.of();
    for (JsonNode turn : turns) {
      assertThat(fields(turn, "tool_result", "tool_use_id")).isEqualTo(open);
      for (int k = 0; k < open.size(); k++) {
        assertThat(turn.path("content").path(k).path("type").asText()).isEqualTo("tool_result");
      }
      open = fields(turn, "tool_use", "id");
      assertThat(open).allMatch(id -> id.matches("[a-zA-Z0-9_-]+")).allMatch(ids::add);
    }
    assertThat(open).isEmpty();
  }

  @Property(tries = 1_000)
  void nothingThatIsSaidIsLost(
      @ForAll("conversations") List<Message> messages, @ForAll("models") Model model) {
    String sent = send(messages, model).toString();

    assertThat(messages).allSatisfy(message -> assertThat(sent).contains(words(message)));
  }

  @Property(tries = 200)
  void theSameConversationIsSentTheSameWay(
      @ForAll("conversations") List<Message> messages, @ForAll("models") Model model) {
    assertThat(send(messages, model)).isEqualTo(send(messages, model));
  }

  private static JsonNode send(List<Message> messages, Model model) {
    return body(translate(ChatRequest.builder("any", messages).build(), model));
  }

  private static void assertBlocks(JsonNode blocks) {
    assertThat(blocks).isNotEmpty();
    boolean thinkingIsOver = false;
    for (JsonNode block : blocks) {
      boolean thinking = block.path("type").asText().equals("thinking");
      assertThat(thinking && thinkingIsOver).as("thinking comes first").isFalse();
      thinkingIsOver = !thinking;
      if (block.has("text")) {
        assertThat(block.path("text").asText()).isNotBlank();
      }
    }
    assertThat(thinkingIsOver).as("something follows the thinking").isTrue();
  }

  private static void assertPlace(JsonNode turns, int index) {
    String role = turns.path(index).path("role").asText();
    String before = turns.path(index - 1).path("role").asText();
    String after = turns.path(index + 1).path("role").asText();
    assertThat(role).isNotEqualTo(before);
    if (role.equals("system")) {
      assertThat(before).isEqualTo("user");
      assertThat(after).isIn("assistant", "");
    }
  }

  private static List<String> fields(JsonNode turn, String type, String field) {
    List<String> values = new ArrayList<>();
    turn.path("content")
        .forEach(block -> {
          if (block.path("type").asText().equals(type)) {
            values.add(block.path(field).asText());
          }
        });
    return values;
  }

  private static String words(Message message) {
    return switch (message) {
      case Message.Instructions instructions -> instructions.content().text().strip();
      case Message.User user -> user.content().text().strip();
      case Message.Assistant assistant ->
          assistant.content() == null ? "" : assistant.content().text().strip();
      case Message.Tool tool -> tool.content().text().strip();
    };
  }

  @Provide
  Arbitrary<Model> models() {
    return Arbitraries.of(Trait.PREFILL, Trait.MID_CONVERSATION_SYSTEM, Trait.VISION)
        .set()
        .map(traits -> model(1_000, traits.toArray(Trait[]::new)));
  }

  @Provide
  Arbitrary<List<Message>> conversations() {
    Arbitrary<Content> contents =
        Arbitraries.oneOf(
                Arbitraries.of("", " ", "\n"),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6))
            .map(Content::of);
    Arbitrary<String> ids = Arbitraries.of("call_0", "call_1", "call_0_2", "call.1", "§");
    Arbitrary<ToolCall> calls =
        Combinators.combine(ids, Arbitraries.of("{}", "", "null", "{\"a\":1}", "{\"a"))
            .as((id, arguments) -> ToolCall.Function.of(id, "tool", arguments));
    Arbitrary<Reasoning> reasonings =
        Arbitraries.of(
            Reasoning.NONE,
            new Reasoning("t", List.of(new Reasoning.Block.Thinking("t", "s")), null));
    Arbitrary<Message> assistants =
        Combinators.combine(contents.injectNull(0.2), calls.list().ofMaxSize(3), reasonings)
            .as((text, all, why) -> new Message.Assistant(text, null, all, why, null, Map.of()));
    Arbitrary<Message> tools =
        Combinators.combine(ids, contents)
            .as((id, content) -> new Message.Tool(id, content, null, Map.of()));
    Arbitrary<Message> users = contents.map(text -> new Message.User(text, null, Map.of()));
    Arbitrary<Message> instructions =
        contents.map(text -> new Message.Instructions(text, false, null, Map.of()));
    return Arbitraries.oneOf(users, assistants, tools, instructions)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
