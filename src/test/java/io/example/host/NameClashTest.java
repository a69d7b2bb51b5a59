package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A host keeps everything that it has for itself, and the library works all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NameClashTest {

  private final ScriptedUpstream upstream =
      new ScriptedUpstream(
          (request, connection) -> Answers.answer(request, connection, "A camel."));
  private Host host;

  @BeforeAll
  void start() {
    Map<String, Object> properties = Host.providerAt(upstream.url());
    properties.put("cameleer.doors.chat", "direct:llm");
    properties.put("cameleer.doors.embeddings", "");
    host = Host.start(JealousHost.class, properties);
  }

  @AfterAll
  void stop() {
    host.close();
    upstream.close();
  }

  @Test
  void theHostsRoutesAreItsOwn() {
    assertThat(host.send("direct:call", "").getMessage().getBody()).isEqualTo("the host's call");
    assertThat(host.send("direct:plan", "").getMessage().getBody())
        .isEqualTo("the host's openCall");
    assertThat(host.send("direct:chat", "").getMessage().getBody()).isEqualTo("the host's chat");
  }

  @Test
  void theLibraryAnswersBehindAnotherDoor() {
    assertThat(host.send("direct:ask", "what carries?").getMessage().getBody())
        .isEqualTo("A camel.");
  }

  @Test
  void theHostsErrorHandlerHandlesWhatFails() {
    assertThat(host.send("direct:ask", "").getMessage().getBody(String.class))
        .startsWith("the host handled: The body is empty");
  }

  @Test
  void theHostsBeansAreItsOwn() {
    assertThat(host.context().getBean(ObjectMapper.class))
        .isSameAs(host.context().getBean("objectMapper"));
    assertThat(host.context().getBean("settings")).isEqualTo("the host's settings");
  }
}
