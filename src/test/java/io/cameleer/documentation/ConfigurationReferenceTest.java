package io.cameleer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.config.CameleerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md are those that the typed configuration makes. They are made
 * anew with {@code -Dreference.update=true}.
 */
class ConfigurationReferenceTest {

  private static final Path REFERENCE = Path.of("docs/configuration.md");
  private static final String SOURCES = "src/main/java/io/cameleer/";
  private static final Pattern TABLE =
      Pattern.compile("<!-- keys under ([^ ]+) -->\n(.*?)<!-- end of keys -->", Pattern.DOTALL);
  private static final String ROOT = "cameleer";

  private final ConfigurationKeys keys;

  ConfigurationReferenceTest() throws IOException {
    JavadocOfSources javadoc =
        new JavadocOfSources(
            List.of(
                Path.of(SOURCES, "config/CameleerProperties.java"),
                Path.of(SOURCES, "config/DatabaseProperties.java"),
                Path.of(SOURCES, "config/JobsProperties.java"),
                Path.of(SOURCES, "config/KafkaProperties.java"),
                Path.of(SOURCES, "catalog/Strategy.java")));
    keys =
        new ConfigurationKeys(
            CameleerProperties.class, javadoc, List.of("database", "jobs", "kafka"));
  }

  @Test
  void itsTablesAreThoseOfTheTypedConfiguration() throws Exception {
    String reference = Files.readString(REFERENCE);
    String made = TABLE.matcher(reference).replaceAll(this::madeAnew);
    if (Boolean.getBoolean("reference.update")) {
      Files.writeString(REFERENCE, made);
    } else {
      assertThat(reference)
          .as("mvn test -Dtest=ConfigurationReferenceTest -Dreference.update=true")
          .isEqualTo(made);
    }
  }

  @Test
  void itHasEachTableOnce() throws Exception {
    List<String> shown = new ArrayList<>();
    Matcher table = TABLE.matcher(Files.readString(REFERENCE));
    while (table.find()) {
      shown.add(table.group(1));
    }
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            keys.tables().keySet().stream().map(below -> below.isEmpty() ? ROOT : below).toList());
  }

  private String madeAnew(MatchResult table) {
    String below = table.group(1);
    Map<String, List<ConfigurationKey>> tables = keys.tables();
    List<ConfigurationKey> rows = tables.get(below.equals(ROOT) ? "" : below);
    assertThat(rows).as("no keys are under %s", below).isNotNull();
    return Matcher.quoteReplacement(
        rows.stream()
            .map(ConfigurationKey::row)
            .collect(
                Collectors.joining(
                    "\n",
                    """
                    <!-- keys under %s -->
                    | key under `%s` | type | default | meaning |
                    |---|---|---|---|
                    """
                        .formatted(below, below),
                    "\n<!-- end of keys -->")));
  }
}
