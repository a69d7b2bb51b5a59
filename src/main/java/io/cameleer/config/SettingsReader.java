package io.cameleer.config;

import io.cameleer.catalog.GatewayKey;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.config.CameleerProperties.SandboxMode;
import io.cameleer.config.CameleerProperties.UnsupportedParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;

/**
 * Reads the configuration from Spring's environment: binds it, checks all of it and reads its
 * secrets. The same at start-up and when the file has changed.
 */
public final class SettingsReader {

  private static final String DATA = CameleerProperties.PREFIX + ".data";
  private static final String TRACED = CameleerProperties.PREFIX + ".tracing.providers";
  private static final ConversionService CONVERSION = conversion();

  private final Environment environment;

  /** Reads from this environment; well-known variables such as {@code OPENAI_API_KEY} included. */
  public SettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidConfigurationException where something is wrong: names all of it, each with key,
   *     place and remedy, and no secret
   */
  public Settings read() {
    BindProblems bindProblems = new BindProblems();
    CameleerProperties properties = bind(bindProblems);
    PropertyProblems problems = new PropertyProblems(environment);
    Settings settings = check(properties, problems);
    List<ConfigurationProblem> all = new ArrayList<>(bindProblems.found().values());
    problems.found().stream()
        .filter(problem -> !bindProblems.found().containsKey(problem.key()))
        .forEach(all::add);
    if (!all.isEmpty()) {
      throw new InvalidConfigurationException(all);
    }
    return settings;
  }

  /** Binds twice: looking for unknown keys gives no result where there is one. */
  private CameleerProperties bind(BindProblems problems) {
    Binder binder =
        new Binder(
            ConfigurationPropertySources.get(environment),
            new PropertySourcesPlaceholdersResolver(environment),
            CONVERSION);
    Bindable<CameleerProperties> target = Bindable.of(CameleerProperties.class);
    BindHandler strict =
        new NoUnboundElementsBindHandler(problems, new UnboundElementsSourceFilter());
    try {
      binder.bind(CameleerProperties.PREFIX, target, strict);
    } catch (BindException unknownKeys) {
      problems.addUnknownKeys(unknownKeys);
    }
    return binder.bindOrCreate(CameleerProperties.PREFIX, target, problems);
  }

  private Settings check(CameleerProperties properties, PropertyProblems problems) {
    List<GatewayKey> gatewayKeys =
        new GatewayKeyCheck(problems).check(properties.callers(), properties.apiKeys());
    boolean guarded = !properties.apiKeys().isEmpty() || !properties.callers().isEmpty();
    UpstreamCheck upstreams = new UpstreamCheck(environment, problems);
    upstreams.check(properties.providers());
    CandidateCheck candidates = new CandidateCheck(problems, properties.providers().keySet());
    Path data = new PathCheck(problems).folder(DATA, properties.data(), Path.of("data"));
    return new Settings(
        new ServerCheck(problems).server(properties.server(), guarded),
        gatewayKeys,
        upstreams.switchedOn(),
        upstreams.switchedOff(),
        new AliasCheck(problems, candidates).check(properties.aliases()),
        new RoutingCheck(problems, candidates).check(properties.tags(), properties.retiredModels()),
        new RetryCheck(problems)
            .check(properties.callTimeout(), properties.retries(), properties.coolDown()),
        properties.unsupportedParameters() == UnsupportedParameters.REJECT,
        properties.logContent(),
        Set.copyOf(candidates.providers(TRACED, properties.tracing().providers())),
        sandbox(properties.sandbox().enabled(), upstreams.switchedOn().isEmpty()),
        new JobsCheck(problems)
            .check(
                properties.jobs(),
                new KafkaCheck(environment, problems).check(properties.kafka(), data),
                data),
        new DatabaseCheck(problems).check(properties.database(), data));
  }

  private static boolean sandbox(SandboxMode mode, boolean noProvider) {
    return switch (mode) {
      case AUTO -> noProvider;
      case ON -> true;
      case OFF -> false;
    };
  }

  private static ConversionService conversion() {
    ApplicationConversionService service = new ApplicationConversionService();
    service.addConverter(
        Object.class, SecretSource.class, value -> SecretSource.of(value.toString()));
    service.addConverter(
        Object.class, HedgeAfter.class, value -> HedgeAfterConversion.convert(value.toString()));
    return service;
  }
}
