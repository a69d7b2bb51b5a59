package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.camel.embedded.EmbeddedCameleer;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host may have a folder of routes of its own making in place of those in the jar. */
class OwnRoutesTest {

  @TempDir private Path folder;
  private final ScriptedUpstream upstream =
      new ScriptedUpstream(
          (request, connection) -> Answers.answer(request, connection, "A camel."));

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void itsOwnContentBasedRouterChoosesTheModel() throws Exception {
    RoutesFolder routes = RoutesFolder.copyTo(folder.resolve("llm"));
    routes.answerAllTasksBy("openai/model-of-the-host");
    Map<String, Object> properties = Host.providerAt(upstream.url());
    properties.put("cameleer.routes", routes.toString());
    try (Host host = Host.start(PlainHost.class, properties)) {
      assertThat(modelForExtraction(host)).isEqualTo("model-of-the-host");
      assertThat(host.context().getBean(EmbeddedCameleer.class).context().getRoutes())
          .as("the folder's routes of the edge and of jobs, which are off, stay out")
          .extracting(Route::getGroup)
          .containsOnly("core", "host");
    }
  }

  @Test
  void withoutSuchAFolderTheRouterInTheJarDoes() {
    try (Host host = Host.start(PlainHost.class, Host.providerAt(upstream.url()))) {
      assertThat(modelForExtraction(host)).isEqualTo("gpt-6-luna");
    }
  }

  @Test
  void aFolderThatIsNotThereStopsTheHostAndSaysSo() {
    String gone = folder.resolve("gone").toString();

    assertThatThrownBy(() -> Host.start(PlainHost.class, Map.of("cameleer.routes", gone)))
        .rootCause()
        .hasMessageContaining("CAMELEER_ROUTES names the folder " + gone);
  }

  private static String modelForExtraction(Host host) {
    Exchange answer =
        host.send(
            "direct:chat",
            exchange -> {
              exchange.getIn().setBody("Which animals are named in this text?");
              exchange.getIn().setHeader("CameleerModel", "auto");
              exchange.getIn().setHeader("x-cameleer-tag", "extraction");
            });
    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody()).isEqualTo("A camel.");
    return answer.getMessage().getHeader("x-cameleer-model", String.class);
  }
}
