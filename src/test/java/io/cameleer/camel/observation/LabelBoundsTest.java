package io.cameleer.camel.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever clients make up, the number of series stays what the operator can foresee. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelBoundsTest {

  private static final int MADE_UP = 10_000;
  private static final int MOST_UNLISTED = 200;

  private final ScriptedUpstream upstream = new ScriptedUpstream(Chats::answer);
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Chats.properties(upstream);
    properties.put("logging.level.io.cameleer.call", "off");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void aModelThatItsProviderDoesNotKnowMakesNoSeries() throws Exception {
    Chats.ask(gateway, "mistral/unheard-of-0", false, Chats.key("x-cameleer-tag", "made-up-0"));
    int series = Scrape.of(gateway).samples().size();

    askMany(MADE_UP / 2, "mistral/unheard-of-");

    Scrape scrape = Scrape.of(gateway);
    assertThat(scrape.samples().size()).isLessThanOrEqualTo(series + 20);
    assertThat(scrape.text()).doesNotContain("unheard-of", "made-up");
    assertThat(scrape.valuesOf("cameleer_tag")).contains("other");
    assertThat(scrape.valuesOf("gen_ai_request_model")).contains("other");
  }

  @Test
  void aProviderThatAnswersToAnyNameMakesSeriesForTheFirstOnesOnly() throws Exception {
    askMany(MADE_UP / 2, "deepseek/echoed-");

    Scrape scrape = Scrape.of(gateway);
    assertThat(scrape.valuesOf("gen_ai_request_model"))
        .filteredOn(model -> model.startsWith("echoed"))
        .hasSize(MOST_UNLISTED - 1);
    assertThat(
            scrape.sum(
                "gen_ai_server_request_duration_seconds_count",
                Map.of("gen_ai_provider_name", "deepseek", "gen_ai_request_model", "other")))
        .isEqualTo(MADE_UP / 2 - (MOST_UNLISTED - 1));
  }

  private void askMany(int count, String model) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> answers =
          IntStream.range(0, count)
              .mapToObj(number -> clients.submit(() -> ask(model + number, "made-up-" + number)))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 404);
      }
    }
  }

  private int ask(String model, String tag) throws Exception {
    return Chats.ask(gateway, model, false, Chats.key("x-cameleer-tag", tag)).statusCode();
  }
}
