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
 * @param config where the configuration file is; looked at before anything else
 * @param routes where the folder of the routes is; looked at before anything else
 * @param server where clients connect
 * @param apiKeys what clients must show; none, and no callers: everyone may call, from this machine
 *     only
 * @param callers clients that are known by name, each with a key of its own
 * @param providers by name; the built-in ones need no entry
 * @param aliases names for models
 * @param tags rules for calls by what they are for
 * @param retiredModels what happens to calls for models that are no more
 * @param callTimeout for all attempts of a call together; a number without unit is seconds
 * @param retries how often and when a provider is asked again
 * @param coolDown how long a throttled candidate is left out
 * @param unsupportedParameters what happens to request parameters that a candidate can't honour
 * @param logContent whether prompts and answers may be logged
 * @param tracing who gets to know of traces
 * @param sandbox when the pretended provider runs
 * @param data the folder of what outlives the process, where nothing else is said of it
 * @param database where jobs and batches are written down
 * @param jobs calls that come in through Kafka
 * @param kafka the Kafka cluster they go through
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
    /** They are left out, and the reply says which. */
    DROP,
    /** The call is refused. */
    REJECT
  }

  /** What happens to calls for models that are no more. */
  public enum RetiredModels {
    /** They go to the successor that the model catalogue names, and the reply says so. */
    REDIRECT,
    /** They are refused. */
    REJECT
  }

  /** Whether a provider may keep or learn from what it is sent. */
  public enum DataCollection {
    /** It may, or nobody knows. */
    ALLOW,
    /** It may not. */
    DENY
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
   * @param shutdownNotice how long calls are still taken when the gateway is to stop, for load
   *     balancers to notice; a number without unit is seconds
   * @param shutdownGrace how long calls in flight have to end after that; a number without unit is
   *     seconds
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
   * @param responseTimeout for a plain answer; a number without unit is seconds
   * @param firstTokenTimeout for the first content of a stream; null: like a plain answer
   * @param tokenGapTimeout for each further event of it; null: like a plain answer
   * @param embeddingBatch the most inputs of one embeddings call
   * @param responsesApi whether it has OpenAI's Responses API, as OpenAI and Azure do; by default
   *     only the built-in provider {@code openai}
   * @param region where it answers calls
   * @param storesDataIn the regions in which it may keep what it is sent
   * @param maxConcurrentCalls how many calls it gets at once
   * @param backgroundShare how much of that jobs may take up, in percent
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
   * @param window the last calls that are looked at
   * @param minimumCalls no verdict before that many of them
   * @param failureRate in percent
   * @param openFor a number without unit is seconds
   * @param halfOpenCalls calls let through to decide whether it closes
   * @param slowCall from this time on a call counts as slow; a number without unit is seconds
   * @param slowCallRate in percent; 100 for never
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
   * @param name what clients write
   * @param candidates each {@code provider/model}, best first
   * @param strategy how they are ordered
   * @param weights their shares, in the same order, where the strategy goes by them
   * @param byTask whether the task chooses first
   * @param hedgeAfter when a second candidate is asked beside the first
   * @param onContextLength who is asked when a prompt is too long, each {@code provider/model}
   * @param onContentFilter who is asked when a filter has stopped a candidate
   * @param regions where calls to it have to stay
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
   * @param name the tag
   * @param regions where such calls have to stay
   * @param providers the only ones they may go to; none: all
   * @param hedgeAfter when a second candidate is asked beside the first
   */
  public record NamedTag(
      @Nullable String name,
      @DefaultValue List<String> regions,
      @DefaultValue List<String> providers,
      @Nullable HedgeAfter hedgeAfter) {}

  /**
   * A client that is known by name.
   *
   * @param name whom its calls are attributed to
   * @param apiKey what it must show
   * @param regions where its calls have to stay
   */
  public record NamedCaller(
      @Nullable String name, @Nullable SecretSource apiKey, @DefaultValue List<String> regions) {}

  /**
   * When a candidate is asked again after a transient failure.
   *
   * @param count how often
   * @param firstBackoff the wait before the first time; a number without unit is seconds
   * @param maxWait the longest an interactive call waits; a number without unit is seconds
   * @param maxWaitBackground the longest a job waits; a number without unit is seconds
   */
  public record Retries(
      @DefaultValue("2") int count,
      @DefaultValue("500ms") @DurationUnit(ChronoUnit.SECONDS) Duration firstBackoff,
      @DefaultValue("3s") @DurationUnit(ChronoUnit.SECONDS) Duration maxWait,
      @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) Duration maxWaitBackground) {}

  /**
   * How long a throttled candidate is left out.
   *
   * @param usual where the provider does not say; a number without unit is seconds
   * @param longest whatever the provider says; a number without unit is seconds
   */
  public record CoolDown(
      @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration usual,
      @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) Duration longest) {}

  /**
   * Where the routes of an application that has Cameleer as a library reach it; each may be empty,
   * for none.
   *
   * @param chat the endpoint for chats
   * @param embeddings the endpoint for embeddings
   */
  public record Doors(
      @DefaultValue("direct:chat") String chat,
      @DefaultValue("direct:embeddings") String embeddings) {}

  /**
   * Calls that come in over HTTP.
   *
   * @param enabled whether there are any; without them no port is opened
   */
  public record Edge(@DefaultValue("true") boolean enabled) {}

  /**
   * Changes while it runs.
   *
   * @param enabled whether files are watched at all
   */
  public record LiveReload(@DefaultValue("true") boolean enabled) {}

  /**
   * Traces; where they are sent is said by OpenTelemetry's own keys.
   *
   * @param providers those that are told which trace a request belongs to
   */
  public record Tracing(@DefaultValue List<String> providers) {}

  /**
   * The sandbox.
   *
   * @param enabled when it runs
   */
  public record SandboxProperties(@DefaultValue("auto") SandboxMode enabled) {}
}
