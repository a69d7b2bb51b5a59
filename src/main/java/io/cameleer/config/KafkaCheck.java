package io.cameleer.config;

import io.cameleer.catalog.Secret;
import io.cameleer.config.KafkaProperties.Embedded;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Makes settings of what is configured for Kafka, and reports what is wrong with it. */
final class KafkaCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".kafka";
  private static final String WELL_KNOWN = "KAFKA_BOOTSTRAP_SERVERS";
  private static final Pattern SERVER = Pattern.compile("[^\\s,/@]+:\\d{1,5}");
  private static final int LAST_PORT = 65_535;

  /** What jobs rest on: that each has one result would no longer be true. */
  private static final Set<String> OURS =
      Set.of(
          "acks",
          "auto.offset.reset",
          "bootstrap.servers",
          "enable.auto.commit",
          "enable.idempotence",
          "group.id",
          "isolation.level",
          "key.deserializer",
          "key.serializer",
          "transactional.id",
          "value.deserializer",
          "value.serializer");

  private final Environment environment;
  private final PropertyProblems problems;

  KafkaCheck(Environment environment, PropertyProblems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * The settings.
   *
   * @param data the folder of the gateway's data
   */
  KafkaSettings check(KafkaProperties kafka, Path data) {
    Embedded embedded = kafka.embedded();
    if (embedded.port() < 0 || embedded.port() > LAST_PORT) {
      problems.report(
          KEY + ".embedded.port", embedded.port() + " is no port.", "Write 1 to 65535.");
    }
    return new KafkaSettings(
        bootstrapServers(kafka.bootstrapServers()),
        properties(kafka.properties()),
        embedded.port(),
        new PathCheck(problems)
            .folder(KEY + ".embedded.data", embedded.data(), data.resolve("kafka")));
  }

  private @Nullable String bootstrapServers(@Nullable String configured) {
    boolean wellKnown = configured == null || configured.isBlank();
    String written = wellKnown ? environment.getProperty(WELL_KNOWN) : configured;
    if (written == null || written.isBlank()) {
      return null;
    }
    String servers =
        Stream.of(written.split(",", -1)).map(String::strip).collect(Collectors.joining(","));
    for (String server : servers.split(",", -1)) {
      if (!SERVER.matcher(server).matches()) {
        problems.report(
            wellKnown ? WELL_KNOWN : KEY + ".bootstrap-servers",
            "not all of it are addresses of Kafka brokers.",
            "Write host:port, several with commas between them.");
        return null;
      }
    }
    return servers;
  }

  private Map<String, Secret> properties(Map<String, String> written) {
    Map<String, Secret> properties = new LinkedHashMap<>();
    written.forEach((name, text) -> {
      String key = KEY + ".properties." + name;
      SecretSource source = SecretSource.of(text);
      Optional<String> missing = source.missingVariable();
      if (OURS.contains(name)) {
        problems.report(
            key,
            "jobs rely on what Cameleer itself sets it to.",
            name.equals("bootstrap.servers")
                ? "Write " + KEY + ".bootstrap-servers instead."
                : "Remove it.");
      } else if (missing.isPresent()) {
        problems.report(
            key,
            "the variable " + missing.get() + " is not set.",
            "Set it, or remove the property.");
      } else {
        properties.put(name, source.resolve(problems, key));
      }
    });
    return properties;
  }
}
