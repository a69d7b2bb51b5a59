package io.cameleer.config;

import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Sandbox;
import io.cameleer.catalog.SwitchedOffProvider;
import io.cameleer.config.CameleerProperties.Upstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Makes providers of what is configured and of well-known environment variables, and reports what
 * is wrong with them.
 */
final class UpstreamCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final String OPENAI = DialectDefaults.OPENAI.dialect();

  private final Environment environment;
  private final PropertyProblems problems;
  private final BaseUrlCheck baseUrls;
  private final UpstreamDetails details;
  private final List<GuardedProvider> switchedOn = new ArrayList<>();
  private final List<SwitchedOffProvider> switchedOff = new ArrayList<>();

  UpstreamCheck(Environment environment, PropertyProblems problems) {
    this.environment = environment;
    this.problems = problems;
    this.baseUrls = new BaseUrlCheck(environment, problems);
    this.details = new UpstreamDetails(problems);
  }

  /** The providers that are switched on, the built-in ones first. */
  List<GuardedProvider> switchedOn() {
    return switchedOn;
  }

  /** The providers that are not, each with what switches it on. */
  List<SwitchedOffProvider> switchedOff() {
    return switchedOff;
  }

  /** Checks the built-in providers and those configured. */
  void check(Map<String, Upstream> configured) {
    for (BuiltInProvider builtIn : BuiltInProvider.ALL) {
      String name = builtIn.name();
      provider(name, configured.getOrDefault(name, Upstream.UNMENTIONED), builtIn);
    }
    configured.forEach((name, upstream) -> {
      if (!BuiltInProvider.exists(name) && nameFits(name)) {
        provider(name, upstream, null);
      }
    });
  }

  private boolean nameFits(String name) {
    if (name.equals(Sandbox.PROVIDER)) {
      problems.report(
          key(name), "sandbox is the name of the built-in sandbox.", "Choose another name.");
      return false;
    }
    if (!NAME.matcher(name).matches()) {
      problems.report(
          key(name),
          "'" + name + "' is no name of a provider.",
          "Use lower-case letters, digits and, between them, hyphens.");
      return false;
    }
    return true;
  }

  private void provider(String name, Upstream upstream, @Nullable BuiltInProvider builtIn) {
    DialectDefaults dialect = dialect(name, upstream, builtIn);
    if (dialect == null) {
      return;
    }
    UpstreamLimits limits = UpstreamLimits.check(problems, key(name), upstream);
    WrittenSecret apiKey = apiKey(name, upstream, builtIn);
    String missing = whatIsMissing(name, upstream, builtIn, apiKey);
    if (missing != null) {
      switchedOff.add(new SwitchedOffProvider(name, dialect.dialect(), missing));
      return;
    }
    URI baseUrl = baseUrls.check(key(name) + ".base-url", upstream.baseUrl(), builtIn, dialect);
    Provider provider = details.provider(name, upstream, dialect, baseUrl, apiKey);
    boolean responsesApi = Objects.requireNonNullElse(upstream.responsesApi(), name.equals(OPENAI));
    switchedOn.add(
        new GuardedProvider(
            provider, limits.circuitBreaker(), limits.concurrency(), limits.data(), responsesApi));
  }

  private @Nullable DialectDefaults dialect(
      String name, Upstream upstream, @Nullable BuiltInProvider builtIn) {
    String fallback = builtIn == null ? OPENAI : name;
    String wanted = upstream.dialect() == null ? fallback : upstream.dialect().strip();
    Optional<DialectDefaults> dialect = DialectDefaults.named(wanted);
    if (dialect.isEmpty()) {
      problems.report(
          key(name) + ".dialect",
          "no dialect is called '" + wanted + "'.",
          "Known: " + DialectDefaults.names() + ".");
    } else if (builtIn != null && !wanted.equals(name)) {
      problems.report(
          key(name) + ".dialect",
          "the built-in provider " + name + " speaks " + name + ".",
          "Configure a provider of another dialect under another name.");
      return null;
    }
    return dialect.orElse(null);
  }

  private @Nullable WrittenSecret apiKey(
      String name, Upstream upstream, @Nullable BuiltInProvider builtIn) {
    SecretSource configured = upstream.apiKey();
    if (configured != null && !configured.blank()) {
      return new WrittenSecret(key(name) + ".api-key", configured);
    }
    List<String> variables = builtIn == null ? List.of() : builtIn.keyVariables();
    for (String variable : variables) {
      String value = environment.getProperty(variable);
      if (value != null && !value.isBlank()) {
        return new WrittenSecret(variable, SecretSource.of(value));
      }
    }
    return null;
  }

  /** What the operator has to do before the provider can be used; null where nothing is missing. */
  private static @Nullable String whatIsMissing(
      String name,
      Upstream upstream,
      @Nullable BuiltInProvider builtIn,
      @Nullable WrittenSecret apiKey) {
    if (!upstream.enabled()) {
      return "set " + key(name) + ".enabled to true";
    }
    Stream<SecretSource> texts =
        Stream.concat(
            upstream.headers().values().stream(), upstream.queryParameters().values().stream());
    Stream<SecretSource> baseUrl = Stream.ofNullable(upstream.baseUrl()).map(SecretSource::of);
    Optional<String> variable =
        Stream.of(Stream.ofNullable(apiKey).map(WrittenSecret::source), baseUrl, texts)
            .flatMap(sources -> sources)
            .flatMap(source -> source.missingVariable().stream())
            .findFirst();
    if (variable.isPresent()) {
      return "set " + variable.get();
    }
    return builtIn != null && apiKey == null
        ? "set " + String.join(" or ", builtIn.keyVariables())
        : null;
  }

  /** The property that a provider's settings stand under. */
  static String key(String provider) {
    return CameleerProperties.PREFIX + ".providers." + provider;
  }
}
