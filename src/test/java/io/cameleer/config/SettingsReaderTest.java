package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cameleer.attempt.RetryRules;
import io.cameleer.catalog.Alias;
import io.cameleer.catalog.Alias.WeightedReference;
import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.GatewayKey;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.Strategy;
import io.cameleer.catalog.SwitchedOffProvider;
import io.cameleer.routing.RoutingRules;
import io.cameleer.routing.RoutingRules.TagRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.FileSystemResource;

class SettingsReaderTest {

  private static final String SECRET = "sk-tell-nobody";

  @TempDir private Path folder;

  @Test
  void withoutAnyConfigurationTheSandboxRunsOnThisMachineOnly() throws IOException {
    Settings settings = Configured.by(folder, "").settings();

    assertThat(settings.server())
        .isEqualTo(
            new ServerSettings(
                "127.0.0.1", 8080, 20 * 1024 * 1024, null, Duration.ZERO, Duration.ofSeconds(30)));
    assertThat(settings.gatewayKeys()).isEmpty();
    assertThat(settings.providers()).isEmpty();
    assertThat(settings.sandbox()).isTrue();
    assertThat(settings.rejectUnsupported()).isFalse();
    assertThat(settings.logContent()).isFalse();
    assertThat(settings.switchedOff())
        .containsExactly(
            new SwitchedOffProvider("openai", "openai", "set OPENAI_API_KEY"),
            new SwitchedOffProvider("anthropic", "anthropic", "set ANTHROPIC_API_KEY"),
            new SwitchedOffProvider("gemini", "gemini", "set GEMINI_API_KEY or GOOGLE_API_KEY"),
            new SwitchedOffProvider("deepseek", "deepseek", "set DEEPSEEK_API_KEY"),
            new SwitchedOffProvider("mistral", "mistral", "set MISTRAL_API_KEY"),
            new SwitchedOffProvider("qwen", "qwen", "set DASHSCOPE_API_KEY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI_API_KEY    | openai    | https://api.openai.com/v1 | Authorization  | 'Bearer ' | 2048 | true
          ANTHROPIC_API_KEY | anthropic | https://api.anthropic.com | x-api-key      | ''        | 2048 | false
          GEMINI_API_KEY    | gemini    | https://generativelanguage.googleapis.com | x-goog-api-key | '' | 100 | false
          GOOGLE_API_KEY    | gemini    | https://generativelanguage.googleapis.com | x-goog-api-key | '' | 100 | false
          DEEPSEEK_API_KEY  | deepseek  | https://api.deepseek.com  | Authorization  | 'Bearer ' | 2048 | false
          MISTRAL_API_KEY   | mistral   | https://api.mistral.ai/v1 | Authorization  | 'Bearer ' | 32   | false
          DASHSCOPE_API_KEY | qwen      | https://dashscope-intl.aliyuncs.com/compatible-mode/v1 | Authorization | 'Bearer ' | 10 | false
          """)
  void aBuiltInProviderNeedsOnlyItsKey(
      String variable,
      String name,
      URI baseUrl,
      String header,
      String prefix,
      int batch,
      boolean responsesApi)
      throws IOException {
    Settings settings = Configured.by(folder, "").with(variable, SECRET).settings();

    Provider provider =
        new Provider(
            name,
            name,
            baseUrl,
            new Provider.Authentication(header, prefix, new Secret(SECRET)),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(10)),
            batch);
    assertThat(settings.providers())
        .containsExactly(
            GuardedProvider.of(provider, CircuitBreakerSettings.DEFAULT, responsesApi));
    assertThat(settings.sandbox()).isFalse();
    assertThat(settings.switchedOff()).extracting(SwitchedOffProvider::name).doesNotContain(name);
  }

  @Test
  void googlesSecondKeyVariableIsSecondChoice() throws IOException {
    Settings settings =
        Configured.by(folder, "")
            .with("GOOGLE_API_KEY", "second")
            .with("GEMINI_API_KEY", "first")
            .settings();

    assertThat(key(settings, "gemini")).isEqualTo("first");
  }

  @Test
  void anEmptyKeyVariableIsNoKey() throws IOException {
    Settings settings = Configured.by(folder, "").with("OPENAI_API_KEY", " ").settings();

    assertThat(settings.providers()).isEmpty();
  }

  @Test
  void wellKnownBaseUrlVariablesCountUnlessTheFileSaysOtherwise() throws IOException {
    Settings settings =
        Configured.below(folder, "providers: {mistral: {base-url: 'http://file/v1'}}")
            .with("OPENAI_API_KEY", SECRET)
            .with("OPENAI_BASE_URL", "http://variable/v1/")
            .with("MISTRAL_API_KEY", SECRET)
            .with("MISTRAL_BASE_URL", "http://variable/v1")
            .settings();

    assertThat(provider(settings, "openai").baseUrl()).hasToString("http://variable/v1");
    assertThat(provider(settings, "mistral").baseUrl()).hasToString("http://file/v1");
  }

  @Test
  void readsEveryPropertyOfAFurtherProvider() throws IOException {
    Settings settings =
        Configured.below(
                folder,
                """
                providers:
                  my-azure:
                    base-url: https://res.openai.azure.com/openai/v1/
                    api-key: ${AZURE_KEY}
                    authentication-header: api-key
                    headers: {X-Team: "${TEAM}", x-number: 7}
                    query-parameters: {api-version: 2025-04-01-preview, other_name: yes}
                    connect-timeout: 3
                    response-timeout: 2m
                    first-token-timeout: 20s
                    token-gap-timeout: 30
                    embedding-batch: 16
                    responses-api: true
                    region: eu
                    stores-data-in: [eu, ch]
                    data-collection: deny
                    max-concurrent-calls: 10
                    background-share: 25
                    circuit-breaker:
                      {window: 50, minimum-calls: 10, failure-rate: 30, open-for: 5, half-open-calls: 2,
                       slow-call: 40s, slow-call-rate: 60}
                """)
            .with("AZURE_KEY", SECRET)
            .with("TEAM", "blue")
            .settings();

    Provider expected =
        new Provider(
            "my-azure",
            "openai",
            URI.create("https://res.openai.azure.com/openai/v1"),
            new Provider.Authentication("api-key", "", new Secret(SECRET)),
            Map.of("X-Team", "blue", "x-number", "7"),
            Map.of("api-version", "2025-04-01-preview", "other_name", "true"),
            new Provider.Timeouts(
                Duration.ofSeconds(3),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30)),
            16);
    assertThat(settings.providers())
        .containsExactly(
            new GuardedProvider(
                expected,
                new CircuitBreakerSettings(
                    50, 10, 30, Duration.ofSeconds(5), 2, Duration.ofSeconds(40), 60),
                new ConcurrencyLimit(10, 2),
                new DataHandling("eu", Set.of("eu", "ch"), false),
                true));
  }

  @Test
  void aServerWithoutKeyNeedsOnlyItsUrl() throws IOException {
    Settings settings =
        Configured.below(folder, "providers: {ollama: {base-url: 'http://localhost:11434/v1'}}")
            .settings();

    assertThat(key(settings, "ollama")).isEmpty();
    assertThat(settings.sandbox()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {base-url: 'http://a/v1', api-key: '${NOT_SET}'}                   | set NOT_SET
          {base-url: 'http://a/v1', headers: {x: 'a ${NOT_SET} b'}}          | set NOT_SET
          {base-url: 'http://${NOT_SET}/v1'}                                 | set NOT_SET
          {base-url: 'http://a/v1', enabled: false}                          | set cameleer.providers.a.enabled to true
          """)
  void aProviderThatLacksAVariableOrIsDisabledIsOffAndSaysSo(String provider, String remedy)
      throws IOException {
    Settings settings = Configured.below(folder, "providers: {a: " + provider + "}").settings();

    assertThat(settings.providers()).isEmpty();
    assertThat(settings.switchedOff()).contains(new SwitchedOffProvider("a", "openai", remedy));
  }

  @Test
  void aFileWithNothingButItsFirstLineSaysNothing() throws IOException {
    Settings settings =
        Configured.by(folder, "cameleer:\n  # log-content: true\nlogging.level.root: info")
            .with("CAMELEER_SERVER_PORT", "9999")
            .settings();

    assertThat(settings.server().port()).isEqualTo(9999);
    assertThat(settings.logContent()).isFalse();
  }

  @Test
  void environmentVariablesOverrideTheFile() throws IOException {
    Settings settings =
        Configured.below(folder, "server: {port: 1, body-limit: 1MB}\napi-keys: [from-file]")
            .with("CAMELEER_SERVER_PORT", "9999")
            .with("CAMELEER_SERVER_BODY_LIMIT", "3MB")
            .with("CAMELEER_API_KEYS", "one, two")
            .with("CAMELEER_SANDBOX_ENABLED", "off")
            .with("CAMELEER_PROVIDERS_VLLM_BASE_URL", "http://vllm/v1")
            .with("CAMELEER_CONFIG", "elsewhere.yaml")
            .settings();

    assertThat(settings.server().port()).isEqualTo(9999);
    assertThat(settings.server().bodyLimit()).isEqualTo(3 * 1024 * 1024);
    assertThat(settings.gatewayKeys()).containsExactly(nameless("one"), nameless("two"));
    assertThat(settings.sandbox()).isFalse();
    assertThat(provider(settings, "vllm").baseUrl()).hasToString("http://vllm/v1");
  }

  @Test
  void anEmptyKeyListVariableMeansNoKeysAndThisMachineOnly() throws IOException {
    Settings settings = Configured.by(folder, "").with("CAMELEER_API_KEYS", "").settings();

    assertThat(settings.gatewayKeys()).isEmpty();
    assertThat(settings.server().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void withKeysItListensEverywhere() throws IOException {
    Settings settings = Configured.by(folder, "").with("CAMELEER_API_KEYS", "one").settings();

    assertThat(settings.server().address()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @CsvSource({"auto, true", "on, true", "'true', true", "off, false", "'false', false"})
  void theSandboxRunsWhenItIsToldTo(String enabled, boolean runs) throws IOException {
    Settings settings = Configured.below(folder, "sandbox: {enabled: " + enabled + "}").settings();

    assertThat(settings.sandbox()).isEqualTo(runs);
  }

  @Test
  void secretsComeFromFilesWithoutTheirLastLineBreak() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), SECRET + "\r\n");
    Settings settings =
        Configured.below(folder, "api-keys: ['file:" + file + "']")
            .with("OPENAI_API_KEY", "file:" + file)
            .settings();

    assertThat(settings.gatewayKeys()).containsExactly(nameless(SECRET));
    assertThat(key(settings, "openai")).isEqualTo(SECRET);
  }

  @Test
  void readsAliases() throws IOException {
    Settings settings =
        Configured.below(
                folder,
                """
                aliases:
                  - {name: gpt-4.1, candidates: [openai/gpt-5.5, "vllm/meta/llama:8b"]}
                  - {name: one, candidates: sandbox/echo}
                providers: {vllm: {base-url: "http://vllm/v1"}}
                """)
            .settings();

    assertThat(settings.aliases()).extracting(Alias::name).containsExactly("gpt-4.1", "one");
    assertThat(settings.aliases().getFirst().candidates())
        .extracting(written -> written.reference().toString())
        .containsExactly("openai/gpt-5.5", "vllm/meta/llama:8b");
  }

  @Test
  void anAliasIsAChainOfFallbacksUnlessItSaysOtherwise() throws IOException {
    Settings settings =
        Configured.below(folder, "aliases: [{name: x, candidates: [openai/a, qwen/b]}]").settings();

    assertThat(settings.aliases())
        .containsExactly(Alias.inOrder("x", List.of(model("openai", "a"), model("qwen", "b"))));
  }

  @Test
  void readsEveryPropertyOfAnAlias() throws IOException {
    Settings settings =
        Configured.below(
                folder,
                """
                aliases:
                  - name: x
                    candidates: [openai/a, qwen/b]
                    strategy: weighted
                    weights: [95, 0.5]
                    by-task: true
                    hedge-after: 800ms
                    on-context-length: [gemini/long]
                    on-content-filter: [mistral/c, qwen/d]
                    regions: [eu, ch]
                """)
            .settings();

    assertThat(settings.aliases())
        .containsExactly(
            new Alias(
                "x",
                List.of(
                    new WeightedReference(model("openai", "a"), 95),
                    new WeightedReference(model("qwen", "b"), 0.5)),
                Strategy.WEIGHTED,
                new AliasRules(
                    true,
                    List.of(model("gemini", "long")),
                    List.of(model("mistral", "c"), model("qwen", "d")),
                    new HedgeAfter.Delay(Duration.ofMillis(800)),
                    Set.of("eu", "ch"))));
  }

  @ParameterizedTest
  @CsvSource({
    "in-order, IN_ORDER",
    "cheapest, CHEAPEST",
    "fastest, FASTEST",
  })
  void anAliasCanOrderItsCandidatesOtherwise(String written, Strategy strategy) throws IOException {
    Settings settings =
        Configured.below(
                folder, "aliases: [{name: x, candidates: [qwen/b], strategy: " + written + "}]")
            .settings();

    assertThat(settings.aliases().getFirst().strategy()).isEqualTo(strategy);
  }

  @Test
  void withoutRulesForAllCallsThereAreTheUsualOnes() throws IOException {
    Settings settings = Configured.by(folder, "").settings();

    assertThat(settings.routing()).isEqualTo(RoutingRules.NONE);
    assertThat(settings.retries()).isEqualTo(RetryRules.DEFAULT);
  }

  @Test
  void readsTheRulesForAllCalls() throws IOException {
    Settings settings =
        Configured.below(
                folder,
                """
                tags:
                  - {name: sensitive, regions: [eu], providers: [openai, vllm], hedge-after: p95}
                  - {name: bulk}
                retired-models: reject
                call-timeout: 90
                retries: {count: 1, first-backoff: 100ms, max-wait: 1s, max-wait-background: 1m}
                cool-down: {usual: 2s, longest: 1m}
                providers: {vllm: {base-url: "http://vllm/v1"}}
                """)
            .settings();

    assertThat(settings.routing())
        .isEqualTo(
            new RoutingRules(
                Map.of(
                    "sensitive",
                    new TagRules(
                        Set.of("eu"), List.of("openai", "vllm"), new HedgeAfter.Percentile(95)),
                    "bulk",
                    new TagRules(Set.of(), List.of(), null)),
                true));
    assertThat(settings.retries())
        .isEqualTo(
            new RetryRules(
                Duration.ofSeconds(90),
                1,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1)));
  }

  @Test
  void callersHaveKeysOfTheirOwn() throws IOException {
    Settings settings =
        Configured.below(
                folder,
                """
                api-keys: [one]
                callers:
                  - {name: team-a, api-key: "${TEAM_A}", regions: [eu]}
                """)
            .with("TEAM_A", SECRET)
            .settings();

    assertThat(settings.gatewayKeys())
        .containsExactly(
            new GatewayKey("team-a", new Secret(SECRET), Set.of("eu")), nameless("one"));
  }

  @Test
  void whoeverHasCallersIsGuardedAndListensEverywhere() throws IOException {
    Settings settings =
        Configured.below(folder, "callers: [{name: team-a, api-key: one}]").settings();

    assertThat(settings.server().address()).isEqualTo("0.0.0.0");
  }

  @Test
  void theShippedFileIsValidAndEveryAliasLeadsSomewhere() throws IOException {
    Settings settings =
        Configured.by(folder, Files.readString(Path.of("config/cameleer.yaml"))).settings();

    assertThat(settings.aliases())
        .extracting(Alias::name)
        .containsExactly("auto", "default", "fast", "smart", "cheap", "embedding");
    assertThat(settings.aliases().getFirst().rules().byTask()).isTrue();
    var models = ModelCatalogueFile.load(Path.of("config/models.yaml"));
    assertThat(settings.aliases())
        .flatExtracting(Alias::candidates)
        .extracting(Alias.WeightedReference::reference)
        .allSatisfy(reference ->
            assertThat(models.model(reference.provider(), reference.model()).price())
                .as(reference.toString())
                .isNotNull());
  }

  @Test
  void thePresetsOfTheShippedFileAreValid() throws IOException {
    String shipped = Files.readString(Path.of("config/cameleer.yaml"));
    String presets =
        shipped.substring(shipped.indexOf("  providers:")).replaceAll("(?m)^    # ", "    ");
    Configured configured = Configured.by(folder, "cameleer:\n" + presets);
    for (String variable :
        List.of("OPENROUTER", "TOKENMIX", "LITELLM", "PORTKEY", "AZURE_OPENAI")) {
      configured.with(variable + "_API_KEY", SECRET);
    }

    assertThat(configured.settings().providers())
        .extracting(guarded -> guarded.provider().name())
        .containsExactly(
            "openrouter", "tokenmix", "litellm", "portkey", "azure", "vllm", "ollama", "lm-studio");
  }

  @Test
  void theCommentedExamplesOfTheShippedFileAreValid() throws IOException {
    String shipped = Files.readString(Path.of("config/cameleer.yaml"));
    String examples =
        shipped
            .substring(0, shipped.indexOf("  # openai, anthropic, gemini"))
            .replaceAll("(?m)^ +# tls:.*$", "")
            .replaceAll("(?m)^(  +)# (?=[a-z-]+:|- \\{| {2,}\\S)", "$1");
    Configured configured = Configured.by(folder, examples);
    for (String variable : List.of("TEAM_A_KEY", "TEAM_B_KEY", "LEGAL_KEY")) {
      configured.with(variable, variable);
    }
    configured.with("WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    configured.with("DATABASE_URL", "postgresql://cameleer:secret@db/cameleer");

    Settings settings = configured.settings();

    assertThat(settings.gatewayKeys()).hasSize(3);
    assertThat(settings.aliases())
        .extracting(Alias::name)
        .contains("canary", "frugal", "quick", "long");
    assertThat(settings.routing().tags()).isNotEmpty();
    assertThat(settings.routing().refuseRetiredModels()).isTrue();
    assertThat(settings.rejectUnsupported()).isTrue();
  }

  @Test
  void aChangedFileIsReadAnewAndVariablesStillWin() throws IOException {
    Configured configured =
        Configured.below(folder, "log-content: false\nserver: {port: 1}")
            .with("CAMELEER_SERVER_PORT", "2");
    ConfigurableEnvironment environment = configured.environment();
    Path file = folder.resolve("cameleer.yaml");
    Files.writeString(file, "cameleer: {log-content: true, server: {port: 3}}");

    Settings settings =
        new SettingsReader(ConfigurationFile.reread(environment, new FileSystemResource(file)))
            .read();

    assertThat(settings.logContent()).isTrue();
    assertThat(settings.server().port()).isEqualTo(2);
    assertThat(new SettingsReader(environment).read().logContent()).isFalse();
  }

  @Test
  void noTextOfTheSettingsShowsASecret() throws IOException {
    ConfigurableEnvironment environment =
        Configured.below(
                folder,
                """
                api-keys: [%1$s]
                providers:
                  a: {base-url: "http://a", api-key: %1$s, headers: {h: %1$s}, query-parameters: {q: %1$s}}
                """
                    .formatted(SECRET))
            .environment();
    Settings settings = new SettingsReader(environment).read();

    assertThat(settings.toString()).contains("***").doesNotContain(SECRET);
    assertThat(SecretSource.of(SECRET).toString()).doesNotContain(SECRET);
  }

  @Test
  void everythingWrongIsToldAtOnceWithItsLine() throws IOException {
    InvalidConfigurationException refusal =
        refusal(
            Configured.below(
                folder,
                """
                server: {port: many}
                api-keyz: [%1$s]
                unsupported-parameters: ignore
                providers:
                  a:
                    base-url: ftp://host
                    response-timeout: soon
                    apikeyy: %1$s
                """
                    .formatted(SECRET)));

    assertThat(refusal.problems())
        .extracting(ConfigurationProblem::key)
        .containsExactlyInAnyOrder(
            "cameleer.server.port",
            "cameleer.api-keyz[0]",
            "cameleer.unsupported-parameters",
            "cameleer.providers.a.base-url",
            "cameleer.providers.a.response-timeout",
            "cameleer.providers.a.apikeyy");
    assertThat(refusal.problems())
        .allSatisfy(problem -> assertThat(problem.place()).contains("cameleer.yaml, line "));
    assertThat(refusal).hasMessageNotContaining(SECRET);
    assertThat(refusal.getCause()).isNull();
  }

  private InvalidConfigurationException refusal(Configured configured) {
    InvalidConfigurationException refusal =
        catchThrowableOfType(InvalidConfigurationException.class, configured::settings);
    assertThat(refusal).as("the configuration is refused").isNotNull();
    return refusal;
  }

  private static Provider provider(Settings settings, String name) {
    return settings.providers().stream()
        .map(GuardedProvider::provider)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static GatewayKey nameless(String key) {
    return new GatewayKey(null, new Secret(key), Set.of());
  }

  private static ModelReference model(String provider, String model) {
    return new ModelReference(provider, model);
  }

  private static String key(Settings settings, String name) {
    return provider(settings, name).authentication().key().reveal();
  }
}
