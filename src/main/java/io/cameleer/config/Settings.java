package io.cameleer.config;

import io.cameleer.attempt.RetryRules;
import io.cameleer.catalog.Alias;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.GatewayKey;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Sandbox;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.SwitchedOffProvider;
import io.cameleer.job.store.DatabaseSettings;
import io.cameleer.routing.RoutingRules;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, checked, its secrets read.
 *
 * @param server where clients connect
 * @param gatewayKeys what clients must show; none: everyone may call, from this machine only
 * @param providers those that are switched on
 * @param switchedOff those that are not
 * @param aliases names for models
 * @param routing what holds for all calls
 * @param retries how patient calls are with failing providers
 * @param rejectUnsupported whether parameters a candidate can't honour fail the call instead of
 *     being left out
 * @param logContent whether prompts and answers may be logged
 * @param tracedProviders who is told which trace a request belongs to
 * @param sandbox whether the sandbox is to run
 * @param jobs calls that come in through Kafka
 * @param database where jobs and batches are written down
 */
public record Settings(
    ServerSettings server,
    List<GatewayKey> gatewayKeys,
    List<GuardedProvider> providers,
    List<SwitchedOffProvider> switchedOff,
    List<Alias> aliases,
    RoutingRules routing,
    RetryRules retries,
    boolean rejectUnsupported,
    boolean logContent,
    Set<String> tracedProviders,
    boolean sandbox,
    JobSettings jobs,
    DatabaseSettings database) {

  private static final Provider.Timeouts SANDBOX_TIMEOUTS =
      new Provider.Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(1));

  public Settings {
    gatewayKeys = List.copyOf(gatewayKeys);
    providers = List.copyOf(providers);
    switchedOff = List.copyOf(switchedOff);
    aliases = List.copyOf(aliases);
    tracedProviders = Set.copyOf(tracedProviders);
  }

  /**
   * The snapshot that calls choose from.
   *
   * @param sandboxUrl where the sandbox listens, or null where it does not run
   */
  public Catalog catalog(ModelCatalogue models, @Nullable URI sandboxUrl) {
    List<GuardedProvider> on = new ArrayList<>(providers);
    List<SwitchedOffProvider> off = new ArrayList<>(switchedOff);
    if (sandboxUrl == null) {
      off.add(
          new SwitchedOffProvider(
              Sandbox.PROVIDER,
              DialectDefaults.OPENAI.dialect(),
              "set cameleer.sandbox.enabled to on"));
    } else {
      on.add(
          GuardedProvider.of(sandboxProvider(sandboxUrl), CircuitBreakerSettings.DEFAULT, false));
    }
    return new Catalog(on, off, aliases, models);
  }

  private static Provider sandboxProvider(URI url) {
    DialectDefaults openai = DialectDefaults.OPENAI;
    return new Provider(
        Sandbox.PROVIDER,
        openai.dialect(),
        url,
        openai.authentication(new Secret("")),
        Map.of(),
        Map.of(),
        SANDBOX_TIMEOUTS,
        openai.embeddingBatch());
  }
}
