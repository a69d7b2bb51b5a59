package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller should know stands in a header of its answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningsTest {

  private final ScriptedUpstream upstream =
      new ScriptedUpstream((request, connection) -> Answers.answer(request, connection, "hello"));
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("cameleer.yaml"), "cameleer: {}\n");
    Files.writeString(
        folder.resolve("models.yaml"),
        """
        models:
          - {id: gpt-old, dialect: openai, successor: gpt-new}
          - {id: gpt-new, dialect: openai}
        """);
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.config", folder.resolve("cameleer.yaml").toString());
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void aCallForARetiredModelGoesToItsSuccessorAndSaysSo(boolean streamed) throws Exception {
    Asked asked = Asked.send(gateway, Asked.body("openai/gpt-old", streamed));

    assertThat(asked.content()).isEqualTo("hello");
    assertThat(asked.attempts()).isEqualTo("openai/gpt-new:ok");
    assertThat(asked.header("warning"))
        .isEqualTo(
            "299 cameleer \"model openai/gpt-old is retired; openai/gpt-new takes its place\"");
    assertThat(new String(upstream.requests().getLast().body())).contains("\"gpt-new\"");
  }

  @Test
  void thereIsNoWarningWithoutCause() throws Exception {
    Asked asked = Asked.send(gateway, Asked.plain("openai/gpt-new"));
    assertThat(asked.header("warning")).isNull();
  }
}
