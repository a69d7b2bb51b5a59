package io.cameleer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Provider.Authentication;
import io.cameleer.catalog.Provider.Timeouts;
import io.cameleer.chat.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

  private static final String KEY = "sk-very-secret";

  private static final ModelCatalogue MODELS =
      new ModelCatalogue(
          List.of(
              new OwnerRule("openai", Pattern.compile("^(gpt-|text-embedding-)")),
              new OwnerRule("anthropic", Pattern.compile("^claude-")),
              new OwnerRule("gemini", Pattern.compile("^gemini-"))),
          List.of(
              new TraitRule(
                  null, Pattern.compile("^gpt-6"), Set.of(Trait.RESPONSES_FOR_TOOLS), Set.of()),
              new TraitRule(null, Pattern.compile("embed"), Set.of(Trait.EMBEDDINGS), Set.of())),
          List.of(
              listed("gpt-6", "openai"),
              listed("gpt-5", "openai"),
              listed("claude-9", "anthropic"),
              listed("gemini-9", "gemini")));

  private static final List<Alias> ALIASES =
      List.of(
          Alias.inOrder("smart", references("anthropic/claude-9", "openai/gpt-6")),
          Alias.inOrder("google", references("gemini/gemini-9")),
          Alias.inOrder("vectors", references("gemini/gemini-embedding-001")),
          Alias.inOrder("gpt-5", references("anthropic/claude-9")));

  private static final SwitchedOffProvider GEMINI_OFF =
      new SwitchedOffProvider("gemini", "gemini", "set GEMINI_API_KEY or GOOGLE_API_KEY");

  private final Catalog catalog =
      new Catalog(
          List.of(
              on("router", "openai", false),
              on("openai", "openai", true),
              on("anthropic", "anthropic", false),
              on("claude-eu", "anthropic", false)),
          List.of(GEMINI_OFF),
          ALIASES,
          MODELS);

  private final Catalog onlySandbox =
      new Catalog(
          List.of(on(Sandbox.PROVIDER, "openai", false)), List.of(GEMINI_OFF), ALIASES, MODELS);

  @ParameterizedTest
  @CsvSource({
    "smart, 'anthropic/claude-9 openai/gpt-6', smart",
    "gpt-5, anthropic/claude-9, gpt-5",
    "openai/gpt-5, openai/gpt-5,",
    "openai/whatever-is-new, openai/whatever-is-new,",
    "router/meta/llama-4:free, router/meta/llama-4:free,",
    "router/openai/gpt-6, router/openai/gpt-6,",
    "gpt-6, openai/gpt-6,",
    "gpt-6-2027-01-01, openai/gpt-6-2027-01-01,",
    "claude-next, anthropic/claude-next,"
  })
  void aNameIsAnAliasThenProviderAndModelThenAModelOfItsOwnersDialect(
      String name, String candidates, String alias) {
    Resolution resolution = catalog.resolve(name);

    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolution.Resolved.class,
            resolved -> {
              assertThat(resolved.candidates())
                  .extracting(weighted -> weighted.candidate().label())
                  .containsExactly(candidates.split(" "));
              assertThat(resolved.alias()).isEqualTo(alias);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama3.3", "models/llama", "acme/gpt-6", "openai/", "/gpt-6", "", "Smart"})
  void aNameThatLeadsNowhereIsRefusedWithWhatThereIs(String name) {
    Failure failure = refusal(catalog, name);

    assertThat(failure.status()).isEqualTo(404);
    assertThat(failure.type()).isEqualTo("invalid_request_error");
    assertThat(failure.code()).isEqualTo("model_not_found");
    assertThat(failure.param()).isEqualTo("model");
    assertThat(failure.message())
        .isEqualTo(
            "The model '%s' is not known. Aliases: smart, gpt-5. ".formatted(name)
                + "Providers, for provider/model: router, openai, anthropic, claude-eu.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-9", "gemini/gemini-9", "models/gemini-9", "google"})
  void aNameWhoseProviderIsOffSaysWhatSwitchesItOn(String name) {
    assertThat(refusal(catalog, name).message())
        .contains(name)
        .contains("gemini")
        .contains("set GEMINI_API_KEY or GOOGLE_API_KEY");
  }

  @Test
  void aProviderOfTheDialectStandsInForTheBuiltInOne() {
    Catalog relayed =
        new Catalog(
            List.of(on("eu", "anthropic", false)),
            List.of(new SwitchedOffProvider("anthropic", "anthropic", "set X")),
            List.of(),
            MODELS);

    assertThat(relayed.resolve("claude-9"))
        .isInstanceOfSatisfying(
            Resolution.Resolved.class,
            resolved ->
                assertThat(resolved.candidates())
                    .extracting(weighted -> weighted.candidate().label())
                    .containsExactly("eu/claude-9"));
  }

  @ParameterizedTest
  @CsvSource({
    "smart, sandbox/echo",
    "google, sandbox/echo",
    "vectors, sandbox/embedding",
    "sandbox/error-429, sandbox/error-429"
  })
  void withoutAnyKeyAliasesLeadToTheSandbox(String name, String candidate) {
    assertThat(onlySandbox.resolve(name))
        .isInstanceOfSatisfying(
            Resolution.Resolved.class,
            resolved ->
                assertThat(resolved.candidates())
                    .extracting(weighted -> weighted.candidate().label())
                    .containsExactly(candidate));
  }

  @Test
  void theSandboxDoesNotStandInForAModelThatIsNamed() {
    assertThat(refusal(onlySandbox, "gemini-9").message()).contains("set GEMINI_API_KEY");
    assertThat(refusal(onlySandbox, "gpt-6").message()).contains("is not known");
  }

  @Test
  void withoutAnyProviderTheRefusalSaysHowToGetOne() {
    Catalog empty = new Catalog(List.of(), List.of(), List.of(), MODELS);

    assertThat(refusal(empty, "gpt-6").message()).contains("set the key of one");
  }

  @Test
  void onlyProvidersWithTheResponsesApiAreAskedThere() {
    assertThat(traitsOf("openai/gpt-6")).containsExactly(Trait.RESPONSES_FOR_TOOLS);
    assertThat(traitsOf("gpt-6")).containsExactly(Trait.RESPONSES_FOR_TOOLS);
    assertThat(traitsOf("router/gpt-6")).isEmpty();
  }

  @Test
  void aLongNameAndManyProvidersDoNotMakeALongMessage() {
    Catalog many =
        new Catalog(
            IntStream.range(0, 500).mapToObj(i -> on("p" + i, "openai", false)).toList(),
            List.of(),
            List.of(),
            MODELS);

    assertThat(refusal(many, "x".repeat(100_000)).message()).hasSizeLessThan(500).contains("…");
  }

  @Test
  void listsAliasesThatLeadSomewhereAndModelsAsTheyCanBeNamed() {
    assertThat(catalog.listModels())
        .containsExactly(
            new AvailableModel("smart", "cameleer"),
            new AvailableModel("gpt-5", "cameleer"),
            new AvailableModel("gpt-6", "openai"),
            new AvailableModel("openai/gpt-5", "openai"),
            new AvailableModel("claude-9", "anthropic"),
            new AvailableModel("claude-eu/claude-9", "claude-eu"));
  }

  @Test
  void everyListedModelResolvesToItsOwner() {
    catalog.listModels().stream()
        .filter(model -> !model.owner().equals(AvailableModel.GATEWAY))
        .forEach(model ->
            assertThat(candidates(catalog, model.id()).getFirst().provider().name())
                .isEqualTo(model.owner()));
  }

  @Test
  void listsTheSandboxWithItsName() {
    assertThat(onlySandbox.listModels())
        .extracting(AvailableModel::id)
        .contains("sandbox/echo", "sandbox/error-stream", "smart")
        .doesNotContain("echo");
  }

  @Test
  void noTextShowsAKey() {
    List<Object> shown =
        List.of(
            catalog.providers(),
            catalog.resolve("smart"),
            catalog.listModels(),
            catalog.switchedOff(),
            on("a", "openai", false));

    assertThat(shown).allSatisfy(one -> assertThat(one.toString()).doesNotContain(KEY));
  }

  @Test
  void aProviderThatIsOffHasNoSettingsOfItsOwn() {
    assertThat(catalog.guarded("gemini")).isNull();
    assertThat(catalog.guarded("openai"))
        .extracting(guarded -> guarded.circuitBreaker().window())
        .isEqualTo(7);
    assertThat(catalog.provider("gemini")).isEmpty();
    assertThat(catalog.provider("openai")).isPresent();
  }

  @Test
  void aRetiredModelIsNotListedAndItsSuccessorAnswersAtTheSameProvider() {
    Catalog retired =
        new Catalog(
            List.of(on("openai", "openai", true), on("router", "openai", false)),
            List.of(),
            List.of(),
            new ModelCatalogue(
                List.of(new OwnerRule("openai", Pattern.compile("^gpt-"))),
                List.of(),
                List.of(
                    new ListedModel("gpt-5", "openai", null, null, null, List.of(), "gpt-6"),
                    listed("gpt-6", "openai"))));

    assertThat(retired.listModels()).extracting(AvailableModel::id).containsExactly("gpt-6");
    assertThat(retired.successor(candidates(retired, "router/gpt-5").getFirst()))
        .extracting(Candidate::label)
        .isEqualTo("router/gpt-6");
    assertThat(retired.successor(candidates(retired, "gpt-6").getFirst())).isNull();
  }

  @Test
  void theRulesOfAnAliasAreKnownEvenIfItsProvidersAreOff() {
    assertThat(catalog.rulesOf("smart")).isEqualTo(AliasRules.NONE);
    assertThat(catalog.rulesOf("google")).isEqualTo(AliasRules.NONE);
    assertThat(catalog.rulesOf("gpt-6")).isNull();
  }

  @Test
  void aNameWhoseProviderIsOffDiffersFromOneThatIsNotKnown() {
    assertThat(isOff("gemini-9")).isTrue();
    assertThat(isOff("gemini/gemini-9")).isTrue();
    assertThat(isOff("google")).isTrue();
    assertThat(isOff("llama3.3")).isFalse();
  }

  @Test
  void nothingIsKnownOfWhereAProviderHandlesDataThatIsOff() {
    assertThat(catalog.dataHandling("gemini")).isEqualTo(DataHandling.UNKNOWN);
  }

  private boolean isOff(String name) {
    return ((Resolution.Unknown) catalog.resolve(name)).off();
  }

  private List<Trait> traitsOf(String name) {
    return List.copyOf(candidates(catalog, name).getFirst().model().traits());
  }

  private static List<Candidate> candidates(Catalog catalog, String name) {
    return ((Resolution.Resolved) catalog.resolve(name))
        .candidates().stream().map(WeightedCandidate::candidate).toList();
  }

  private static Failure refusal(Catalog catalog, String name) {
    assertThat(catalog.resolve(name)).isInstanceOf(Resolution.Unknown.class);
    return ((Resolution.Unknown) catalog.resolve(name)).failure();
  }

  private static GuardedProvider on(String name, String dialect, boolean responsesApi) {
    Provider provider =
        new Provider(
            name,
            dialect,
            URI.create("http://localhost"),
            new Authentication("Authorization", "Bearer ", new Secret(KEY)),
            Map.of("x-key", KEY),
            Map.of("key", KEY),
            new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            2_048);
    return GuardedProvider.of(
        provider,
        new CircuitBreakerSettings(7, 5, 50, Duration.ofSeconds(1), 1, Duration.ofMinutes(10), 100),
        responsesApi);
  }

  private static ListedModel listed(String id, String dialect) {
    return new ListedModel(id, dialect, null, null, null, List.of(), null);
  }

  private static List<ModelReference> references(String... texts) {
    return Arrays.stream(texts).map(text -> ModelReference.parse(text).orElseThrow()).toList();
  }
}
