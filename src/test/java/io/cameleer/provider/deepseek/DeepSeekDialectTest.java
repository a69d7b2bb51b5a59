package io.cameleer.provider.deepseek;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatTranslation;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepSeekDialectTest {

  private static final String BETA = "https://api.deepseek.com/beta";
  private static final String STABLE = "https://api.deepseek.com";

  private final DeepSeekDialect dialect = new DeepSeekDialect(Clock.systemUTC());

  private JsonNode sent(ChatRequest request, String baseUrl) throws IOException {
    ChatTranslation translation = dialect.chat(request, candidate(baseUrl));
    return Json.read(translation.request().body());
  }

  private static Candidate candidate(String baseUrl) {
    Provider provider =
        new Provider(
            "deepseek",
            "deepseek",
            URI.create(baseUrl),
            new Provider.Authentication("Authorization", "Bearer ", new Secret("key")),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            1);
    return new Candidate(provider, new Model("m", null, null, null, Set.of()));
  }

  private static ChatRequest begunAnswer() {
    return ChatRequest.builder(
            "m", List.of(Message.User.of("Name a river."), Message.Assistant.of("The")))
        .build();
  }

  @Test
  void theBetaEndpointContinuesAnAnswerThatTheClientBegan() throws IOException {
    assertThat(sent(begunAnswer(), BETA).at("/messages/1/prefix").booleanValue()).isTrue();
    assertThat(sent(begunAnswer(), STABLE).at("/messages/1").has("prefix")).isFalse();
  }

  @Test
  void theBetaEndpointTakesStrictFunctions() throws IOException {
    ChatRequest request =
        ChatRequest.builder("m", List.of(Message.User.of("Hi.")))
            .tooling(
                new Tooling(
                    List.of(new Tool.Function("f", null, null, true, Map.of())), null, null, false))
            .build();

    assertThat(sent(request, BETA).at("/tools/0/function/strict").booleanValue()).isTrue();
    assertThat(dialect.chat(request, candidate(BETA)).droppedParameters()).isEmpty();
    assertThat(sent(request, STABLE).at("/tools/0/function").has("strict")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {513, 2000})
  void anEndUsersIdIsCutToTheLengthDeepSeekTakes(int length) throws IOException {
    String user = userId("u".repeat(length));

    assertThat(user).hasSizeLessThanOrEqualTo(512).matches("[a-zA-Z0-9_-]+");
  }

  @Test
  void endUsersWhoseIdsDifferStayApart() throws IOException {
    assertThat(userId("a@b")).isNotEqualTo(userId("a.b"));
    assertThat(userId("x".repeat(600) + "1")).isNotEqualTo(userId("x".repeat(600) + "2"));
  }

  private String userId(String user) throws IOException {
    ChatRequest request =
        ChatRequest.builder("m", List.of(Message.User.of("Hi."))).user(user).build();
    return sent(request, STABLE).path("user_id").textValue();
  }
}
