package io.cameleer.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The configuration as written, under {@code cameleer}; {@link SettingsReader} binds and checks it.
 *
 * @param config where the configuration file is; looked at before anything else
 * @param server where clients connect
 * @param apiKeys what clients must show; none: everyone may call, from this machine only
 * @param providers by name; the built-in ones need no entry
 * @param aliases names for models
 * @param unsupportedParameters what happens to request parameters that a candidate can't honour
 * @param logContent whether prompts and answers may be logged
 * @param sandbox when the pretended provider runs
 */
@ConfigurationProperties(prefix = CameleerProperties.PREFIX, ignoreUnknownFields = false)
public record CameleerProperties(
    @Nullable String config,
    @DefaultValue Server server,
    @DefaultValue List<SecretSource> apiKeys,
    @DefaultValue Map<String, Upstream> providers,
    @DefaultValue List<NamedCandidates> aliases,
    @DefaultValue("drop") UnsupportedParameters unsupportedParameters,
    @DefaultValue("false") boolean logContent,
    @DefaultValue SandboxProperties sandbox) {

  /** Where all of it stands. */
  static final String PREFIX = "cameleer";

  /** What happens to request parameters that a candidate can't honour. */
  public enum UnsupportedParameters {
    /** They are left out, and the reply says which. */
    DROP,
    /** The call is refused. */
    REJECT
  }

  /** When the sandbox runs. */
  public enum SandboxMode {
    /** While no provider is switched on. */
    AUTO,
    /** Always. */
    ON,
    /** Never. */
    OFF
  }

  /**
   * Where clients connect.
   *
   * @param address null: 127.0.0.1 without API keys, 0.0.0.0 with
   * @param bodyLimit the largest request body
   * @param tls certificate and key, or neither for plain HTTP
   */
  public record Server(
      @Nullable String address,
      @DefaultValue("8080") int port,
      @DefaultValue("20MB") DataSize bodyLimit,
      @DefaultValue Tls tls) {}

  /**
   * The server's certificate.
   *
   * @param certificate path of the certificate chain, PEM
   * @param privateKey path of its key, PEM
   */
  public record Tls(@Nullable String certificate, @Nullable String privateKey) {}

  /**
   * A provider. Null: the default of a built-in provider, or of the dialect.
   *
   * @param dialect of a further provider {@code openai} by default
   * @param headers sent with every request; may hold secrets
   * @param queryParameters appended to every path; may hold secrets
   * @param connectTimeout a number without unit is seconds
   * @param responseTimeout for a plain answer, and for each next event of a stream; a number
   *     without unit is seconds
   * @param embeddingBatch the most inputs of one embeddings call
   * @param responsesApi whether it has OpenAI's Responses API, as OpenAI and Azure do; by default
   *     only the built-in provider {@code openai}
   */
  public record Upstream(
      @Nullable String dialect,
      @DefaultValue("true") boolean enabled,
      @Nullable SecretSource apiKey,
      @Nullable String baseUrl,
      @Nullable String authenticationHeader,
      @Nullable String authenticationPrefix,
      @DefaultValue Map<String, SecretSource> headers,
      @DefaultValue Map<String, SecretSource> queryParameters,
      @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration connectTimeout,
      @DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration responseTimeout,
      @Nullable Integer embeddingBatch,
      @Nullable Boolean responsesApi,
      @DefaultValue CircuitBreaker circuitBreaker) {

    /** What holds for a built-in provider that the configuration does not mention. */
    static final Upstream UNMENTIONED =
        new Upstream(
            null,
            true,
            null,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            null,
            null,
            new CircuitBreaker(100, 20, 50, Duration.ofSeconds(10), 5));
  }

  /**
   * When a provider is left alone for a while.
   *
   * @param window the last calls that are looked at
   * @param minimumCalls no verdict before that many of them
   * @param failureRate in percent
   * @param openFor a number without unit is seconds
   * @param halfOpenCalls calls let through to decide whether it closes
   */
  public record CircuitBreaker(
      @DefaultValue("100") int window,
      @DefaultValue("20") int minimumCalls,
      @DefaultValue("50") int failureRate,
      @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration openFor,
      @DefaultValue("5") int halfOpenCalls) {}

  /**
   * An alias. A list entry and no map entry: Spring would take a dot in a map's key for a level.
   *
   * @param name what clients write
   * @param candidates each {@code provider/model}, best first
   */
  public record NamedCandidates(@Nullable String name, @DefaultValue List<String> candidates) {}

  /**
   * The sandbox.
   *
   * @param enabled when it runs
   */
  public record SandboxProperties(@DefaultValue("auto") SandboxMode enabled) {}
}
