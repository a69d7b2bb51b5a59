package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The habits of the kamelets, which are those of Apache Camel's own catalogue. */
class KameletLintTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path KAMELETS = Path.of("kamelets");
  private static final String SUFFIX = ".kamelet.yaml";
  private static final String ICON = "data:image/svg+xml;base64,";
  private static final String ANNOTATIONS = "/metadata/annotations";
  static final String PROPERTIES = "/spec/definition/properties";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z]+)(:[^}]*)?}}");
  private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

  static Stream<Path> kamelets() throws IOException {
    try (Stream<Path> files = Files.list(KAMELETS)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList().stream();
    }
  }

  @Test
  void theFolderHoldsKameletsAndTheirReadmeAlone() throws IOException {
    try (Stream<Path> files = Files.list(KAMELETS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(SUFFIX) || name.equals("README.md"))
          .hasSizeGreaterThan(13);
    }
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itIsNamedLikeItsFileAndItsNameEndsWithItsType(Path file) {
    JsonNode kamelet = read(file);
    assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
    assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
    String name = kamelet.at("/metadata/name").asText();
    assertThat(file.getFileName()).hasToString(name + SUFFIX);
    assertThat(kamelet.at("/metadata/labels").path("camel.apache.org/kamelet.type").asText())
        .isIn("action", "source", "sink")
        .isEqualTo(name.substring(name.lastIndexOf('-') + 1));
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itSaysWhoseItIsAndHasAnIconOfItsOwn(Path file) {
    JsonNode annotations = read(file).at(ANNOTATIONS);
    assertThat(annotations.path("camel.apache.org/provider").asText()).isEqualTo("Cameleer");
    assertThat(annotations.path("camel.apache.org/kamelet.group").asText()).isEqualTo("LLM");
    assertThat(annotations.path("camel.apache.org/kamelet.support.level").asText())
        .isIn("Preview", "Stable");
    assertThat(annotations.path("camel.apache.org/catalog.version").asText())
        .isEqualTo(camelVersion());
    String icon = annotations.path("camel.apache.org/kamelet.icon").asText();
    assertThat(icon).startsWith(ICON);
    assertThat(
            new String(
                Base64.getDecoder().decode(icon.substring(ICON.length())), StandardCharsets.UTF_8))
        .startsWith("<svg ")
        .endsWith("</svg>")
        .doesNotContain("script");
  }

  private static String camelVersion() {
    return org.apache.camel.CamelContext.class.getPackage().getImplementationVersion();
  }

  @Test
  void noTwoHaveTheSameIcon() throws IOException {
    assertThat(
            kamelets()
                .map(file ->
                    read(file).at(ANNOTATIONS).path("camel.apache.org/kamelet.icon").asText()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itSaysWhatItIsForAndEachParameterToo(Path file) {
    JsonNode definition = read(file).at("/spec/definition");
    assertThat(definition.path("type").asText()).isEqualTo("object");
    assertThat(definition.path("title").asText()).startsWith("LLM ");
    assertThat(definition.path("description").asText()).endsWith(".");
    definition
        .path("properties")
        .properties()
        .forEach(property -> {
          JsonNode parameter = property.getValue();
          assertThat(parameter.path("title").asText()).as(property.getKey()).isNotBlank();
          assertThat(parameter.path("description").asText())
              .as(property.getKey())
              .matches("(?s).+(\\.|…)");
          assertThat(TYPES).as(property.getKey()).contains(parameter.path("type").asText());
        });
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void whatIsRequiredExistsAndHasNoDefault(Path file) {
    JsonNode kamelet = read(file);
    for (JsonNode required : kamelet.at("/spec/definition/required")) {
      JsonNode parameter = kamelet.at(PROPERTIES).path(required.asText());
      assertThat(parameter.isObject()).as(required.asText()).isTrue();
      assertThat(parameter.has("default")).as(required.asText()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void everyParameterIsUsedAndEveryPlaceholderIsAParameter(Path file) throws IOException {
    JsonNode kamelet = read(file);
    Set<String> parameters = new HashSet<>(fieldNames(kamelet.at(PROPERTIES)));
    kamelet.at("/spec/template/beans").forEach(bean -> parameters.add(bean.path("name").asText()));
    Set<String> used = new HashSet<>();
    Matcher placeholders = PLACEHOLDER.matcher(YAML.writeValueAsString(kamelet.at("/spec")));
    while (placeholders.find()) {
      used.add(placeholders.group(1));
    }
    assertThat(used).isEqualTo(parameters);
  }

  /** A kamelet's endpoint has these options itself and would take them away. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void noParameterIsNamedLikeAnOptionOfTheKameletComponent(Path file) {
    assertThat(fieldNames(read(file).at(PROPERTIES)))
        .doesNotContain(
            "timeout",
            "block",
            "location",
            "noErrorHandler",
            "lazyStartProducer",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern",
            "failIfNoConsumers");
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aSecretIsMarkedAsOneAndHasNoExample(Path file) {
    read(file)
        .at(PROPERTIES)
        .properties()
        .forEach(property -> {
          String name = property.getKey().toLowerCase(Locale.ROOT);
          if (name.matches(".*(password|secret|apikey)")) {
            JsonNode parameter = property.getValue();
            assertThat(parameter.path("format").asText()).as(name).isEqualTo("password");
            assertThat(parameter.has("example")).as(name).isFalse();
            assertThat(parameter.path("default").asText("none")).isEqualTo("none");
            assertThat(parameter.path("x-descriptors").path(0).asText())
                .isEqualTo("urn:camel:group:credentials");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itNamesWhatItNeeds(Path file) throws IOException {
    JsonNode kamelet = read(file);
    String template = YAML.writeValueAsString(kamelet.at("/spec/template"));
    List<String> dependencies =
        YAML.convertValue(
            kamelet.at("/spec/dependencies"),
            YAML.getTypeFactory().constructCollectionType(List.class, String.class));
    assertThat(dependencies).contains("camel:core", "camel:kamelet").doesNotHaveDuplicates();
    assertThat(dependencies.contains("camel:jackson")).isEqualTo(template.contains("marshal:"));
    assertThat(dependencies.contains("camel:kafka")).isEqualTo(template.contains("kafka:"));
    assertThat(dependencies.contains("camel:http")).isEqualTo(template.contains("{{url}}{{path}}"));
    assertThat(dependencies.contains("camel:json-validator"))
        .isEqualTo(template.contains("json-validator:"));
    assertThat(dependencies.contains("mvn:io.cameleer:cameleer:0.1.0-SNAPSHOT"))
        .isEqualTo(template.contains("io.cameleer."));
    Set<String> others = new HashSet<>();
    Matcher used = Pattern.compile("kamelet:(llm-[a-z-]+)").matcher(template);
    while (used.find()) {
      others.add(used.group());
    }
    assertThat(dependencies.stream().filter(dependency -> dependency.startsWith("kamelet:")))
        .containsExactlyInAnyOrderElementsOf(others);
  }

  /** Whatever a caller writes into a message must not choose where it goes. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void itSendsNowhereButWhereItsParametersSay(Path file) throws IOException {
    String template = YAML.writeValueAsString(read(file).at("/spec/template"));
    assertThat(template).doesNotContain("toD:").doesNotContain("log:").doesNotContain("groovy");
    if (template.contains("{{url}}{{path}}")) {
      assertThat(template).contains("skipControlHeaders: true").contains("headerFilterStrategy");
    }
  }

  /**
   * Nothing else would look at a wrong choice. Each right one is compared by itself, and not with
   * {@code in}: what Camel evaluates when a route starts it evaluates as if for the first Camel
   * context of the process, which may have ended and can only compare texts then.
   */
  @ParameterizedTest
  @MethodSource("kamelets")
  void itRefusesWrongChoicesWhenItsRouteStartsBeforeAnythingElse(Path file) {
    JsonNode kamelet = read(file);
    Iterator<JsonNode> steps = kamelet.at("/spec/template/from/steps").elements();
    choices(kamelet)
        .forEach((name, choices) -> {
          JsonNode refusal = steps.next().path("choice");
          assertThat(refusal.path("precondition").asBoolean()).as(name).isTrue();
          assertThat(refusal.path("when"))
              .extracting(when -> when.path("simple").asText())
              .isEqualTo(refusal(placeholder(kamelet, name, choices), name, choices));
        });
  }

  /** What is not set, and has no default, counts as one of the choices. */
  private static String placeholder(JsonNode kamelet, String name, List<String> choices) {
    boolean always =
        kamelet.at(PROPERTIES).path(name).has("default")
            || kamelet.at("/spec/definition/required").toString().contains('"' + name + '"');
    return always ? "{{%s}}".formatted(name) : "{{%s:%s}}".formatted(name, choices.getFirst());
  }

  private static List<String> refusal(String placeholder, String name, List<String> choices) {
    List<String> whens = new ArrayList<>();
    choices.forEach(choice -> whens.add("'%s' == '%s'".formatted(placeholder, choice)));
    whens.add(
        "${assert(false, 'The parameter %s is %s, but must be one of %s.')}"
            .formatted(name, placeholder, String.join(", ", choices)));
    return whens;
  }

  /** The parameters that are a choice, and what may be chosen. */
  static Map<String, List<String>> choices(JsonNode kamelet) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    kamelet
        .at(PROPERTIES)
        .properties()
        .forEach(property -> {
          List<String> choices = new ArrayList<>();
          property.getValue().path("enum").forEach(choice -> choices.add(choice.asText()));
          if (!choices.isEmpty()) {
            all.put(property.getKey(), choices);
          }
        });
    return all;
  }

  private static Set<String> fieldNames(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A kamelet. */
  static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
