package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Plan;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Plan.Skipped;
import io.cameleer.routing.PromptTokens;
import io.cameleer.routing.Wishes;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanWriterTest {

  private static final Candidate GPT = candidate("openai", "gpt-5.4");
  private static final Candidate CLAUDE = candidate("anthropic", "claude-sonnet-5");
  private static final Candidate GEMINI = candidate("gemini", "gemini-3-pro");

  @Test
  void aPlanIsWrittenWithItsReasons() {
    Plan plan =
        new Plan(
            List.of(new Planned(GPT, "first of alias 'coding'"), new Planned(CLAUDE, "fallback")),
            List.of(new Skipped("deepseek/deepseek-chat", "takes no images")),
            List.of(new Planned(GEMINI, "larger window")),
            List.of(new Planned(CLAUDE, "other filter")),
            false,
            new HedgeAfter.Delay(Duration.ofMillis(800)),
            List.of("gpt-5 is retired"),
            null);

    JsonNode written =
        PlanWriter.write(
            plan,
            traits(List.of("coding", "java")),
            new BigDecimal("0.0125"),
            candidate -> candidate.equals(CLAUDE) ? 1_500 : 0);

    assertThat(Json.text(written))
        .isEqualTo(
            Json.text(
                Requests.json(
                    """
                    {"object":"cameleer.plan","model":"coding","tags":["coding","java"],
                     "estimated_prompt_tokens":1234,"max_cost_usd":0.0125,
                     "candidates":[
                       {"candidate":"openai/gpt-5.4","reason":"first of alias 'coding'"},
                       {"candidate":"anthropic/claude-sonnet-5","reason":"fallback",
                        "cooling_down_ms":1500}],
                     "skipped":[
                       {"candidate":"deepseek/deepseek-chat","reason":"takes no images"}],
                     "on_context_length":[
                       {"candidate":"gemini/gemini-3-pro","reason":"larger window"}],
                     "on_content_filter":[
                       {"candidate":"anthropic/claude-sonnet-5","reason":"other filter",
                        "cooling_down_ms":1500}],
                     "hedge_after":"800ms","warnings":["gpt-5 is retired"],"refusal":null}
                    """)));
  }

  @Test
  void aPlanOfNobodyHasAllItsFieldsToo() {
    Failure refusal =
        Failure.of(
            403,
            "permission_error",
            "region_not_available",
            "Nobody answers in eu.",
            FailureClass.BAD_REQUEST);

    JsonNode written =
        PlanWriter.write(Plan.refused(refusal, List.of()), traits(List.of()), null, candidate -> 0);

    assertThat(Json.text(written))
        .isEqualTo(
            Json.text(
                Requests.json(
                    """
                    {"object":"cameleer.plan","model":"coding","tags":[],
                     "estimated_prompt_tokens":1234,"max_cost_usd":null,"candidates":[],
                     "skipped":[],"on_context_length":[],"on_content_filter":[],
                     "hedge_after":null,"warnings":[],
                     "refusal":{"message":"Nobody answers in eu.","type":"permission_error",
                                "param":null,"code":"region_not_available"}}
                    """)));
  }

  @Test
  void aPercentileIsWrittenAsOne() {
    Plan plan =
        new Plan(
            List.of(new Planned(GPT, "")),
            List.of(),
            List.of(),
            List.of(),
            false,
            new HedgeAfter.Percentile(95),
            List.of(),
            null);

    assertThat(written(plan, null).get("hedge_after").textValue()).isEqualTo("p95");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "1E+1, 10", "0.000120, 0.000120", "12.5, 12.5"})
  void costsAreWrittenAsNumbers(BigDecimal cost, String written) {
    JsonNode plan = written(Plan.of(List.of(GPT)), cost);

    assertThat(Json.text(plan)).contains("\"max_cost_usd\":" + written + ",");
  }

  private static JsonNode written(Plan plan, BigDecimal cost) {
    return PlanWriter.write(plan, traits(List.of()), cost, candidate -> 0);
  }

  private static CallTraits traits(List<String> tags) {
    return new CallTraits(
        "coding",
        false,
        Set.of(),
        PromptTokens.of(1234),
        null,
        tags,
        "jane",
        null,
        Wishes.NONE,
        Set.of());
  }

  private static Candidate candidate(String provider, String model) {
    Provider at =
        new Provider(
            provider,
            provider,
            URI.create("https://example.com"),
            new Provider.Authentication("Authorization", "Bearer ", new Secret("")),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            1);
    return new Candidate(at, new Model(model, null, null, null, Set.of()));
  }
}
