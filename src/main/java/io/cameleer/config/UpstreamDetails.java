package io.cameleer.config;

import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Provider.Authentication;
import io.cameleer.catalog.Secret;
import io.cameleer.config.CameleerProperties.Upstream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts together a provider that is switched on: its key, headers and parameters are read. */
final class UpstreamDetails {

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final PropertyProblems problems;
  private final LimitsCheck limits;

  UpstreamDetails(PropertyProblems problems) {
    this.problems = problems;
    this.limits = new LimitsCheck(problems);
  }

  /** The provider; what is wrong with it is reported. */
  Provider provider(
      String name,
      Upstream upstream,
      DialectDefaults dialect,
      URI baseUrl,
      @Nullable WrittenSecret apiKey) {
    String key = UpstreamCheck.key(name);
    Map<String, String> headers = texts(key + ".headers", upstream.headers());
    headers.keySet().forEach(header -> headerName(key + ".headers." + header, header));
    return new Provider(
        name,
        dialect.dialect(),
        baseUrl,
        authentication(key, upstream, dialect, apiKey),
        headers,
        texts(key + ".query-parameters", upstream.queryParameters()),
        UpstreamLimits.timeouts(upstream),
        embeddingBatch(key, upstream, dialect));
  }

  private Authentication authentication(
      String key, Upstream upstream, DialectDefaults dialect, @Nullable WrittenSecret apiKey) {
    Secret secret =
        apiKey == null ? new Secret("") : apiKey.source().resolve(problems, apiKey.name());
    Authentication usual = dialect.authentication(secret);
    String header = Objects.requireNonNullElse(upstream.authenticationHeader(), usual.header());
    headerName(key + ".authentication-header", header);
    String usualPrefix = header.equalsIgnoreCase(usual.header()) ? usual.prefix() : "";
    String prefix = Objects.requireNonNullElse(upstream.authenticationPrefix(), usualPrefix);
    return new Authentication(header, prefix, secret);
  }

  private Map<String, String> texts(String key, Map<String, SecretSource> sources) {
    Map<String, String> texts = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> texts.put(name, source.resolve(problems, key + "." + name).reveal()));
    return texts;
  }

  private void headerName(String key, String header) {
    if (!HEADER_NAME.matcher(header).matches()) {
      problems.report(key, "it is no name of a header.", "Use letters, digits and hyphens.");
    }
  }

  private int embeddingBatch(String key, Upstream upstream, DialectDefaults dialect) {
    Integer configured = upstream.embeddingBatch();
    if (configured == null) {
      return dialect.embeddingBatch();
    }
    limits.atLeastOne(key + ".embedding-batch", configured);
    return configured;
  }
}
