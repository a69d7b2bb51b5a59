package io.cameleer.provider.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.Message;
import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RepairsTest {

  private static final Failure REFUSAL = Failures.repairable(null, "no traits, please");

  private static final Candidate CANDIDATE =
      new Candidate(
          FixtureRunner.provider("p", "openai"), new Model("m", null, null, null, Set.of()));

  private static final ChatRequest REQUEST =
      ChatRequest.builder("p/m", List.of(Message.User.of("Hi."))).build();

  /** A translation that tells the traits of its model. */
  private record Telling(UpstreamRequest request, List<String> droppedParameters)
      implements ChatTranslation {

    static ChatTranslation of(ChatRequest request, Candidate candidate) {
      if (candidate.model().has(Trait.EMBEDDINGS)) {
        throw Failures.unsupported("model", "no chats");
      }
      String traits = candidate.model().traits().toString();
      byte[] body = Json.bytes(Json.object().put("traits", traits).put("field", 1));
      return new Telling(new UpstreamRequest("/path", Map.of(), body, false), List.of("ordinary"));
    }

    @Override
    public ChatReply reply(UpstreamReply reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ChatStreamDecoder stream() {
      throw new UnsupportedOperationException();
    }
  }

  @SafeVarargs
  private static Optional<ChatTranslation> repaired(Function<Refused, Repair>... changes) {
    RepairRule rule =
        new RepairRule(
            complaint -> complaint.mentions("traits"),
            refused -> List.of(changes).stream().map(change -> change.apply(refused)).toList());
    return new Repairs(List.of(rule)).translate(REQUEST, CANDIDATE, Telling::of).repaired(REFUSAL);
  }

  private static String body(Optional<ChatTranslation> translation) {
    return new String(translation.orElseThrow().request().body(), StandardCharsets.UTF_8);
  }

  @Test
  void theFirstChangeThatMakesAnotherRequestIsTaken() {
    Optional<ChatTranslation> repaired =
        repaired(
            Refused::repair,
            refused -> refused.repair().with(Trait.VISION),
            refused -> refused.repair().with(Trait.TOOLS));

    assertThat(body(repaired)).contains("VISION").doesNotContain("TOOLS");
  }

  @Test
  void whatAChangeLeavesOutIsNamedBesideWhatIsAlwaysLeftOut() {
    Optional<ChatTranslation> repaired =
        repaired(refused ->
            refused
                .repair()
                .dropping("changed")
                .edit((body, dropped) -> {
                  body.remove("field");
                  dropped.add("edited");
                }));

    assertThat(repaired.orElseThrow().droppedParameters())
        .containsExactly("ordinary", "changed", "edited");
    assertThat(body(repaired)).doesNotContain("field");
  }

  @Test
  void aChangeThatTheCandidateCannotDoIsNone() {
    assertThat(repaired(refused -> refused.repair().with(Trait.EMBEDDINGS))).isEmpty();
  }

  @Test
  void theSameRequestIsNotSentAgain() {
    assertThat(repaired(Refused::repair)).isEmpty();
  }

  @Test
  void aRepairedRequestIsNotRepairedAgain() {
    ChatTranslation repaired =
        repaired(refused -> refused.repair().with(Trait.VISION)).orElseThrow();

    assertThat(repaired.repaired(REFUSAL)).isEmpty();
  }

  @Test
  void onlyARefusalOfThatClassIsMended() {
    RepairRule rule =
        RepairRule.on(List.of("traits"), refused -> refused.repair().with(Trait.VISION));
    ChatTranslation translation =
        new Repairs(List.of(rule)).translate(REQUEST, CANDIDATE, Telling::of);

    for (FailureClass other : FailureClass.values()) {
      Failure failure = Failure.of(400, "t", null, "no traits, please", other);
      assertThat(translation.repaired(failure).isPresent())
          .as(other.name())
          .isEqualTo(other == FailureClass.REPAIR);
    }
  }
}
