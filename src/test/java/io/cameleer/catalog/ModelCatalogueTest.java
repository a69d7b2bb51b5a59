package io.cameleer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogueTest {

  private static final Price PRICE =
      new Price(BigDecimal.ONE, BigDecimal.TEN, null, null, List.of());

  private final ModelCatalogue catalogue =
      new ModelCatalogue(
          List.of(
              new OwnerRule("openai", Pattern.compile("^gpt-")),
              new OwnerRule("gemini", Pattern.compile("^gemini-"))),
          List.of(
              rule("openai", null, Set.of(Trait.TOOLS, Trait.SAMPLING), Set.of()),
              rule("openai", "^gpt-5", Set.of(Trait.REASONING), Set.of(Trait.SAMPLING)),
              rule("openai", "^gpt-5-chat", Set.of(Trait.SAMPLING), Set.of(Trait.REASONING)),
              rule(null, "embed", Set.of(Trait.EMBEDDINGS), Set.of(Trait.values()))),
          List.of(
              new ListedModel("gpt-4o", "openai", 128_000, 16_384, PRICE, List.of("omni"), null),
              new ListedModel("gpt-4o-2024-05-13", "openai", 1, 2, null, List.of(), null),
              new ListedModel("gemini-2.5-flash", "gemini", 3, 4, PRICE, List.of(), null),
              new ListedModel("Org/Own-Model", "openai", 5, 6, PRICE, List.of(), null)));

  @Test
  void rulesApplyInOrderAndALaterOneTakesBackWhatAnEarlierGave() {
    assertThat(catalogue.model("openai", "gpt-4o").traits())
        .containsExactlyInAnyOrder(Trait.TOOLS, Trait.SAMPLING);
    assertThat(catalogue.model("openai", "gpt-5").traits())
        .containsExactlyInAnyOrder(Trait.TOOLS, Trait.REASONING);
    assertThat(catalogue.model("openai", "GPT-5-Chat-Latest").traits())
        .containsExactlyInAnyOrder(Trait.TOOLS, Trait.SAMPLING);
    assertThat(catalogue.model("openai", "nomic-embed").traits()).containsExactly(Trait.EMBEDDINGS);
  }

  @Test
  void rulesOfAnotherDialectDoNotApply() {
    assertThat(catalogue.model("gemini", "gpt-5").traits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "omni",
        "gpt-4o-2024-08-06",
        "gpt-4o-20240806",
        "gpt-4o@20240806",
        "gpt-4o-0806"
      })
  void aListedModelIsFoundByIdAliasAndDatedId(String id) {
    Model model = catalogue.model("openai", id);

    assertThat(model).isEqualTo(new Model(id, 128_000, 16_384, PRICE, model.traits()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-mini", "gpt-4o-latest", "gpt-4", "gpt-4o-2024-08-06-x"})
  void anIdThatOnlyBeginsLikeAListedOneIsNotThatModel(String id) {
    assertThat(catalogue.model("openai", id).price()).isNull();
    assertThat(catalogue.model("openai", id).contextWindow()).isNull();
  }

  @Test
  void aVersionThatIsListedItselfIsNotTheModelWithoutDate() {
    assertThat(catalogue.model("openai", "gpt-4o-2024-05-13").contextWindow()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/gpt-4o", "vendors/openai/gpt-4o-2024-08-06"})
  void aResoldModelHasTheWindowButNotThePriceOfTheOriginal(String id) {
    Model model = catalogue.model("openai", id);

    assertThat(model.id()).isEqualTo(id);
    assertThat(model.contextWindow()).isEqualTo(128_000);
    assertThat(model.price()).isNull();
  }

  @Test
  void aFineTunedModelHasTheTraitsOfItsFamilyAndNoPrice() {
    Model model = catalogue.model("openai", "ft:gpt-5-2025-08-07:acme::abc");

    assertThat(model.has(Trait.REASONING)).isTrue();
    assertThat(model.price()).isNull();
  }

  @Test
  void aResoldModelThatIsListedWithItsVendorHasItsPrice() {
    assertThat(catalogue.model("openai", "Org/Own-Model"))
        .isEqualTo(
            new Model(
                "Org/Own-Model", 5, 6, PRICE, catalogue.model("openai", "Org/Own-Model").traits()));
  }

  @Test
  void googlesPrefixIsNoVendor() {
    assertThat(catalogue.model("gemini", "models/gemini-2.5-flash").price()).isEqualTo(PRICE);
  }

  @Test
  void moreIdsThanAreRememberedAreStillAnswered() {
    IntStream.range(0, 10_000)
        .forEach(
            i -> assertThat(catalogue.model("openai", "gpt-5-" + i).id()).isEqualTo("gpt-5-" + i));

    assertThat(catalogue.model("openai", "gpt-5-late").has(Trait.REASONING)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"gpt-7, openai", "models/gemini-9, gemini", "GPT-7, openai", "ft:gpt-4o:x, openai"})
  void anIdSaysWhoseModelItIs(String id, String dialect) {
    assertThat(catalogue.dialectOf(id)).hasValue(dialect);
  }

  @Test
  void anIdOfNobodysIsNobodys() {
    assertThat(catalogue.dialectOf("llama3.3")).isEmpty();
  }

  @Test
  void listsTheModelsOfADialectInOrderWithoutAliases() {
    assertThat(catalogue.listed("openai"))
        .containsExactly("gpt-4o", "gpt-4o-2024-05-13", "Org/Own-Model");
  }

  @Test
  void refusesAnIdThatIsThereTwice() {
    ListedModel one = new ListedModel("a", "openai", null, null, null, List.of("b"), null);
    ListedModel two = new ListedModel("B", "openai", null, null, null, List.of(), null);

    assertThatThrownBy(() -> new ModelCatalogue(List.of(), List.of(), List.of(one, two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model b of dialect openai is listed twice");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-3, gpt-5",
    "openai, GPT-3-2024-01-01, gpt-5",
    "openai, three, gpt-5",
    "openai, gpt-4, gpt-5",
    "openai, gpt-5,",
    "openai, gpt-5-latest,",
    "openai, gpt-3-turbo,",
    "openai, reseller/gpt-3,",
    "openai, ft:gpt-3:acme,",
    "gemini, gpt-3,"
  })
  void aRetiredModelHasTheLastOfItsSuccessors(String dialect, String id, String successor) {
    ModelCatalogue retired =
        successors(
            retired("gpt-3", List.of("three"), "gpt-4"),
            retired("gpt-4", List.of(), "GPT-5-latest"),
            retired("gpt-5", List.of("gpt-5-latest"), null));

    assertThat(retired.successor(dialect, id)).isEqualTo(successor);
  }

  @Test
  void refusesSuccessorsThatAreNotListedOrLeadBack() {
    assertThatThrownBy(() -> successors(retired("a", List.of(), "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the successor of model a of dialect openai");
    assertThatThrownBy(() -> successors(retired("a", List.of(), "b"), retired("b", List.of(), "a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> successors(retired("a", List.of(), "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ModelCatalogue successors(ListedModel... models) {
    return new ModelCatalogue(List.of(), List.of(), List.of(models));
  }

  private static ListedModel retired(String id, List<String> aliases, String successor) {
    return new ListedModel(id, "openai", null, null, null, aliases, successor);
  }

  private static TraitRule rule(
      String dialect, String pattern, Set<Trait> added, Set<Trait> removed) {
    return new TraitRule(
        dialect, pattern == null ? null : Pattern.compile(pattern), added, removed);
  }

  @Test
  void idsAndAliasesAreListedAndDatedVersionsOfThemAreNot() {
    assertThat(catalogue.lists("openai", "gpt-4o")).isTrue();
    assertThat(catalogue.lists("openai", "omni")).isTrue();
    assertThat(catalogue.lists("gemini", "gpt-4o")).isFalse();
    assertThat(catalogue.lists("openai", "gpt-4o-2024-08-06")).isFalse();
  }
}
