package io.cameleer.config;

import io.cameleer.catalog.HedgeAfter;
import io.cameleer.catalog.Strategy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The configuration as written, under {@code cameleer}; {@link SettingsReader} binds and checks it.
 *
 * <p>What is said of the components here, of its parts and of the other records with keys becomes
 * the tables of {@code docs/configuration.md}: the default of a component that has no {@link
 * DefaultValue} is what follows <q>by default</q> at the end.
 *
 * @param config the configuration file, looked at before anything else; by default {@code
 *     config/cameleer.yaml} in the working directory, else beside the jar, else the copy in the jar
 * @param routes the folder of the routes, looked at before anything else; by default {@code routes}
 *     in the working directory, else beside the jar, else the copy in the jar
 * @param server where clients connect
 * @param apiKeys what clients must show, as {@code Authorization: Bearer}, {@code x-api-key} or
 *     {@code x-goog-api-key}; without any, and without callers, everybody may call, from this
 *     machine only
 * @param callers clients that are known by name, each with a key of its own
 * @param providers who answers calls; the built-in ones need no entry
 * @param aliases names for models
 * @param tags rules for calls by what they are for
 * @param retiredModels what happens to calls for models that are no more
 * @param callTimeout what all attempts of a call together may take; a call may say less with {@code
 *     x-cameleer-timeout}
 * @param retries how often and when a provider is asked again
 * @param coolDown how long a throttled candidate is left out
 * @param unsupportedParameters what happens to request parameters that a candidate can't honour; a
 *     request may say otherwise with {@code x-cameleer-unsupported-params}
 * @param logContent whether prompts and answers are logged
 * @param tracing who gets to know of traces
 * @param sandbox when the pretended provider runs
 * @param data the folder of what outlives the process: the embedded broker's data, the database,
 *     files of batches
 * @param database where jobs, batches and answers under an {@code Idempotency-Key} are written down
 * @param jobs calls that nobody waits for
 * @param kafka the cluster that jobs go through
 * @param enabled whether an application that has Cameleer as a library uses it at all
 * @param doors where the routes of such an application reach it
 * @param edge calls that come in over HTTP
 * @param liveReload whether changes are brought into force while it runs
 */
@ConfigurationProperties(prefix = CameleerProperties.PREFIX, ignoreUnknownFields = false)
public record CameleerProperties(
    @Nullable String config,
    @Nullable String routes,
    @DefaultValue Server server,
    @DefaultValue List<SecretSource> apiKeys,
    @DefaultValue List<NamedCaller> callers,
    @DefaultValue Map<String, Upstream> providers,
    @DefaultValue List<NamedCandidates> aliases,
    @DefaultValue List<NamedTag> tags,
    @DefaultValue("redirect") RetiredModels retiredModels,
    @DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration callTimeout,
    @DefaultValue Retries retries,
    @DefaultValue CoolDown coolDown,
    @DefaultValue("drop") UnsupportedParameters unsupportedParameters,
    @DefaultValue("false") boolean logContent,
    @DefaultValue Tracing tracing,
    @DefaultValue SandboxProperties sandbox,
    @DefaultValue("data") String data,
    @DefaultValue DatabaseProperties database,
    @DefaultValue JobsProperties jobs,
    @DefaultValue KafkaProperties kafka,
    @DefaultValue("true") boolean enabled,
    @DefaultValue Doors doors,
    @DefaultValue Edge edge,
    @DefaultValue LiveReload liveReload) {

  /** Where all of it stands. */
  static final String PREFIX = "cameleer";

  /** What happens to request parameters that a candidate can't honour. */
  public enum UnsupportedParameters {
    /** They are left out, and {@code x-cameleer-dropped-params} of the reply names them. */
    DROP,
    /** The call fails with a 400. */
    REJECT
  }

  /** What happens to calls for models that are no more. */
  public enum RetiredModels {
    /** They go to the successor in {@code config/models.yaml}, with a {@code warning} header. */
    REDIRECT,
    /** They fail. */
    REJECT
  }

  /** Whether a provider may keep or learn from what it is sent. */
  public enum DataCollection {
    /** It may keep and learn from what it is sent, or nobody knows. */
    ALLOW,
    /** It may not; a request may ask for such providers only. */
    DENY
  }

  /** When the sandbox runs. */
  public enum SandboxMode {
    /** While no provider is on. */
    AUTO,
    /** Always. */
    ON,
    /** Never. */
    OFF
  }

  /**
   * Where clients connect.
   *
   * @param address the address it listens at; one that others can reach is refused without keys; by
   *     default {@code 127.0.0.1} without {@code api-keys} and {@code callers}, else {@code
   *     0.0.0.0}
   * @param port the port it listens at
   * @param bodyLimit the largest request body; a larger one gets a 413
   * @param tls certificate and key, or neither for plain HTTP
   * @param shutdownNotice how long a gateway that is told to stop still takes calls, while {@code
   *     /health/ready} answers 503, for load balancers to notice
   * @param shutdownGrace how long calls in flight have to end after that; those that don't, fail
   *     with the code {@code gateway_stopping}
   */
  public record Server(
      @Nullable String address,
      @DefaultValue("8080") int port,
      @DefaultValue("20MB") DataSize bodyLimit,
      @DefaultValue Tls tls,
      @DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS) Duration shutdownNotice,
      @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration shutdownGrace) {}

  /**
   * The server's certificate.
   *
   * @param certificate the file of the certificate chain, PEM; with it HTTP/1.1 and HTTP/2 are
   *     served over TLS; by default none
   * @param privateKey the file of its key, PEM; required with a certificate; by default none
   */
  public record Tls(@Nullable String certificate, @Nullable String privateKey) {}

  /**
   * A provider.
   *
   * @param dialect the wire format: {@code openai}, {@code anthropic}, {@code gemini}, {@code
   *     deepseek}, {@code mistral} or {@code qwen}; by default a built-in provider's own, else
   *     {@code openai}
   * @param enabled whether it is called at all
   * @param apiKey what the gateway shows it; a built-in provider without one is off; by default the
   *     variable above
   * @param baseUrl where it is; required for a provider that is not built in; by default see above
   * @param authenticationHeader the header in which the key is sent; by default the dialect's
   * @param authenticationPrefix what stands in front of it, nothing for Azure; by default the
   *     dialect's
   * @param headers headers of every request
   * @param queryParameters query parameters of every request
   * @param connectTimeout how long connecting to it may take
   * @param responseTimeout how long a plain answer may take
   * @param firstTokenTimeout until a streamed answer begins; by default as {@code response-timeout}
   * @param tokenGapTimeout until each next piece of it; by default as {@code response-timeout}
   * @param embeddingBatch the most inputs of one embeddings request; larger ones are split; by
   *     default the dialect's
   * @param responsesApi whether it has OpenAI's Responses API, which some models need for tools;
   *     true for Azure's v1 API too; by default {@code true} for the built-in {@code openai} only
   * @param region where it answers; one whose region is unknown gets no call that has to stay in a
   *     region; by default unknown
   * @param storesDataIn the regions in which it may keep what it is sent
   * @param dataCollection whether it may keep or learn from what it is sent
   * @param maxConcurrentCalls how many calls it gets at once; then it is skipped
   * @param backgroundShare how much of them jobs may take up, in percent
   * @param circuitBreaker when it is left alone for a while
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
      @Nullable @DurationUnit(ChronoUnit.SECONDS) Duration firstTokenTimeout,
      @Nullable @DurationUnit(ChronoUnit.SECONDS) Duration tokenGapTimeout,
      @Nullable Integer embeddingBatch,
      @Nullable Boolean responsesApi,
      @Nullable String region,
      @DefaultValue List<String> storesDataIn,
      @DefaultValue("allow") DataCollection dataCollection,
      @DefaultValue("4096") int maxConcurrentCalls,
      @DefaultValue("50") int backgroundShare,
      @DefaultValue CircuitBreaker circuitBreaker) {

    /** What holds for a built-in provider that the configuration does not mention. */
    static final Upstream UNMENTIONED =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("unmentioned", Upstream.class);
  }

  /**
   * When a provider is left alone for a while.
   *
   * @param window how many of its latest calls are looked at
   * @param minimumCalls how many of them there must be for a verdict
   * @param failureRate from which share of failures on it is left alone, in percent
   * @param openFor how long it is left alone then
   * @param halfOpenCalls how many calls are tried after that
   * @param slowCall from which time on a call counts as slow
   * @param slowCallRate from which share of slow calls on it is left alone, in percent; 100: never
   */
  public record CircuitBreaker(
      @DefaultValue("100") int window,
      @DefaultValue("20") int minimumCalls,
      @DefaultValue("50") int failureRate,
      @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration openFor,
      @DefaultValue("5") int halfOpenCalls,
      @DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration slowCall,
      @DefaultValue("100") int slowCallRate) {}

  /**
   * An alias. A list entry and no map entry: Spring would take a dot in a map's key for a level.
   *
   * @param name what a request writes as {@code model}; required
   * @param candidates the {@code provider/model}s it stands for, best first; those whose provider
   *     is off are skipped
   * @param strategy in which order they are asked
   * @param weights for {@code strategy: weighted}, and required there: a number above 0 for each
   *     candidate, in the same order
   * @param byTask whether {@code routes/core/route-by-task.camel.yaml} chooses the candidates;
   *     where it chooses none, those above are asked
   * @param hedgeAfter a duration with its unit, or {@code p50} to {@code p99} of the times in which
   *     the first candidate lately began to answer: when that has passed, the next candidate is
   *     asked beside the first, and whoever delivers first wins. Both are paid for; by default
   *     never
   * @param onContextLength {@code provider/model}s that are asked when a prompt does not fit
   * @param onContentFilter {@code provider/model}s that are asked when a content filter has stopped
   *     an answer
   * @param regions regions that calls to this alias never leave; none: anywhere
   */
  public record NamedCandidates(
      @Nullable String name,
      @DefaultValue List<String> candidates,
      @DefaultValue("in-order") Strategy strategy,
      @DefaultValue List<Double> weights,
      @DefaultValue("false") boolean byTask,
      @Nullable HedgeAfter hedgeAfter,
      @DefaultValue List<String> onContextLength,
      @DefaultValue List<String> onContentFilter,
      @DefaultValue List<String> regions) {}

  /**
   * What holds for calls with a tag.
   *
   * @param name the tag; required
   * @param regions regions that such calls never leave; none: anywhere
   * @param providers the only providers they may go to; none: all
   * @param hedgeAfter as for aliases; by default the alias's
   */
  public record NamedTag(
      @Nullable String name,
      @DefaultValue List<String> regions,
      @DefaultValue List<String> providers,
      @Nullable HedgeAfter hedgeAfter) {}

  /**
   * A client that is known by name.
   *
   * @param name whom its calls are attributed to; required
   * @param apiKey what it must show; required
   * @param regions regions that its calls never leave; none: anywhere
   */
  public record NamedCaller(
      @Nullable String name, @Nullable SecretSource apiKey, @DefaultValue List<String> regions) {}

  /**
   * When a candidate is asked again after a transient failure.
   *
   * @param count how often one candidate is asked again before the answer has begun; 0 to 10
   * @param firstBackoff the wait before the first time where the provider does not say; doubled for
   *     each next one
   * @param maxWait the longest an interactive call waits for it; a provider that wants more is left
   *     for the next candidate
   * @param maxWaitBackground the longest a job waits for its next attempt
   */
  public record Retries(
      @DefaultValue("2") int count,
      @DefaultValue("500ms") @DurationUnit(ChronoUnit.SECONDS) Duration firstBackoff,
      @DefaultValue("3s") @DurationUnit(ChronoUnit.SECONDS) Duration maxWait,
      @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) Duration maxWaitBackground) {}

  /**
   * How long a throttled candidate is left out.
   *
   * @param usual how long a throttled candidate is left out where the provider does not say
   * @param longest how long it is left out at most, whatever the provider says
   */
  public record CoolDown(
      @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration usual,
      @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) Duration longest) {}

  /**
   * Where the routes of an application that has Cameleer as a library reach it; each may be empty,
   * for none.
   *
   * @param chat the endpoint for chats, in an application that has Cameleer as a library
   * @param embeddings the same for embeddings
   */
  public record Doors(
      @DefaultValue("direct:chat") String chat,
      @DefaultValue("direct:embeddings") String embeddings) {}

  /**
   * Calls that come in over HTTP.
   *
   * @param enabled whether calls come in over HTTP; {@code false}: no port is opened
   */
  public record Edge(@DefaultValue("true") boolean enabled) {}

  /**
   * Changes while it runs.
   *
   * @param enabled whether files are watched; {@code false}: they are read at the start only
   */
  public record LiveReload(@DefaultValue("true") boolean enabled) {}

  /**
   * Traces; where they are sent is said by OpenTelemetry's own keys.
   *
   * @param providers providers that are told which trace a request belongs to, by {@code
   *     traceparent}
   */
  public record Tracing(@DefaultValue List<String> providers) {}

  /**
   * The sandbox.
   *
   * @param enabled when the pretended provider of the sandbox runs
   */
  public record SandboxProperties(@DefaultValue("auto") SandboxMode enabled) {}
}
