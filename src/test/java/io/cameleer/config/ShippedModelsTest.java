package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Model;
import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.catalog.Price;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped {@code config/models.yaml} says of models what their providers document. */
class ShippedModelsTest {

  private final ModelCatalogue catalogue = ModelCatalogueFile.load(Path.of("config/models.yaml"));

  @ParameterizedTest
  @CsvFileSource(resources = "model-traits.csv", delimiter = '|', quoteCharacter = '~')
  void aModelsIdSaysWhatItCanDo(String dialect, String id, String has, String hasNot) {
    Model model = catalogue.model(dialect, id);

    assertThat(model.traits()).containsAll(traits(has)).doesNotContainAnyElementsOf(traits(hasNot));
  }

  @ParameterizedTest
  @CsvSource({
    // dialect, model, prompt, completion, cached, written, US dollars
    "openai, gpt-6-astra, 100000, 1000, 0, 0, 1.05",
    "openai, gpt-6-astra, 300000, 1000, 0, 0, 6.075",
    "openai, gpt-6-astra, 300000, 0, 300000, 0, 0.6",
    "openai, gpt-6-astra, 272000, 0, 0, 272000, 3.4",
    "openai, gpt-6.1-sol, 1000000, 0, 0, 0, 4",
    "openai, gpt-6-luna, 10000, 10000, 5000, 0, 0.00555",
    "openai, gpt-5.6-sol, 100000, 100000, 0, 0, 2.4",
    "openai, gpt-5.5-pro, 100000, 0, 100000, 0, 3",
    "openai, gpt-5.4-mini-2026-03-05, 300000, 0, 0, 0, 0.225",
    "openai, gpt-5, 1000000, 1000000, 0, 0, 11.25",
    "openai, gpt-4o-2024-08-06, 1000000, 0, 1000000, 0, 1.25",
    "openai, text-embedding-3-small, 1000000, 0, 0, 0, 0.02",
    "anthropic, claude-fable-5-2, 1000000, 0, 500000, 500000, 5.1",
    "anthropic, claude-opus-5-5, 1000000, 1000000, 0, 0, 24",
    "anthropic, claude-opus-4-7, 1000000, 0, 0, 1000000, 6.25",
    "anthropic, claude-sonnet-5-5, 1000000, 0, 1000000, 0, 0.1",
    "anthropic, claude-haiku-5-5, 100000, 100000, 0, 0, 0.06",
    "anthropic, claude-haiku-5-5, 100001, 100000, 100001, 0, 0.25500005",
    "anthropic, claude-haiku-4-5-20251001, 1000000, 1000000, 0, 0, 6",
    "gemini, gemini-4-neon, 1000000, 0, 500000, 0, 3",
    "gemini, gemini-4-argon, 1000000, 1000000, 0, 0, 12",
    "gemini, gemini-3.7-flash, 1000000, 0, 1000000, 0, 0.075",
    "gemini, gemini-3.1-pro-preview, 200000, 0, 0, 0, 0.4",
    "gemini, gemini-3.1-pro-preview, 200001, 0, 0, 0, 0.800004",
    "gemini, gemini-embedding-2, 1000000, 0, 0, 0, 0.2",
    "deepseek, deepseek-flash, 1000000, 0, 1000000, 0, 0.006",
    "deepseek, deepseek-v4-pro, 1000000, 1000000, 0, 0, 5.28",
    "mistral, mistral-medium-latest, 1000000, 1000000, 0, 0, 9",
    "mistral, ministral-3b-2512, 1000000, 1000000, 0, 0, 0.2",
    "qwen, qwen3.7-plus, 256000, 0, 0, 0, 0.128",
    "qwen, qwen3.7-plus, 300000, 0, 0, 0, 0.6",
    "qwen, qwen3.8-max-0902, 1000000, 1000000, 0, 0, 8"
  })
  void aCallCostsWhatTheProvidersPriceListSays(
      String dialect,
      String id,
      long prompt,
      long completion,
      long cached,
      long written,
      BigDecimal dollars) {
    Usage usage =
        new Usage(prompt, completion, prompt + completion, cached, written, null, Map.of());
    Price price = catalogue.model(dialect, id).price();

    assertThat(price).isNotNull();
    assertThat(price.cost(usage)).isEqualByComparingTo(dollars);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-6-astra, 1050000, 128000",
    "openai, gpt-4.1-mini, 1047576, 32768",
    "openai, o3-2025-04-16, 200000, 100000",
    "openai, openai/gpt-5.5, 1050000, 128000",
    "openai, text-embedding-3-large, 8192,",
    "anthropic, claude-opus-5-5, 1000000, 128000",
    "anthropic, claude-sonnet-4-5-20250929, 200000, 64000",
    "anthropic, claude-fable-5,, 128000",
    "gemini, gemini-2.5-pro, 1048576, 65536",
    "deepseek, deepseek-flash, 1000000, 384000",
    "mistral, mistral-large-latest, 262144, 262144",
    "mistral, codestral-2508, 256000, 8192",
    "qwen, qwen3-coder-plus, 1048576, 65536",
    "openai, llama3.3,,"
  })
  void windowsAreWhatTheProvidersSayAndUnknownOnesAreUnknown(
      String dialect, String id, Integer window, Integer maxOutput) {
    Model model = catalogue.model(dialect, id);

    assertThat(model.contextWindow()).isEqualTo(window);
    assertThat(model.maxOutputTokens()).isEqualTo(maxOutput);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-6-astra, openai",
    "o3, openai",
    "chatgpt-4o-latest, openai",
    "text-embedding-3-small, openai",
    "claude-opus-5-5, anthropic",
    "models/gemini-2.5-pro, gemini",
    "deepseek-flash, deepseek",
    "mistral-large-4, mistral",
    "magistral-medium-latest, mistral",
    "ministral-8b-2512, mistral",
    "codestral-2508, mistral",
    "devstral-2512, mistral",
    "pixtral-large-latest, mistral",
    "open-mistral-nemo, mistral",
    "qwen3.8-max, qwen",
    "qwq-plus, qwen",
    "text-embedding-v4, qwen"
  })
  void aBareIdSaysWhoseModelItIs(String id, String dialect) {
    assertThat(catalogue.dialectOf(id)).hasValue(dialect);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini", "deepseek", "mistral", "qwen"})
  void everyListedModelBelongsToItsDialectAndCostsSomethingOrAnUnknownAmount(String dialect) {
    assertThat(catalogue.listed(dialect)).isNotEmpty();
    for (String id : catalogue.listed(dialect)) {
      Model model = catalogue.model(dialect, id);
      assertThat(catalogue.dialectOf(id)).as(id).hasValue(dialect);
      if (model.price() != null) {
        assertThat(model.price().input()).as(id).isPositive();
        assertThat(model.price().output().signum() > 0 || model.has(Trait.EMBEDDINGS))
            .as(id)
            .isTrue();
      }
    }
  }

  @Test
  void nothingIsDroppedForAModelThatNobodyKnows() {
    Model model = catalogue.model("openai", "my-own-model");

    assertThat(model.traits())
        .contains(Trait.VISION, Trait.AUDIO_INPUT, Trait.PDF_INPUT)
        .contains(Trait.TOOLS, Trait.JSON_SCHEMA, Trait.SAMPLING, Trait.PENALTIES)
        .contains(Trait.REASONING_EFFORT, Trait.EFFORT_NONE, Trait.EFFORT_MAX)
        .doesNotContain(Trait.REASONING, Trait.RESPONSES_ONLY, Trait.RESPONSES_FOR_TOOLS);
  }

  private static List<Trait> traits(String names) {
    return Arrays.stream(names.split(" "))
        .map(name -> Trait.named(name).orElseThrow(() -> new IllegalArgumentException(name)))
        .toList();
  }
}
