package io.cameleer.config;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file {@code cameleer.yaml} as a source of Spring's properties. Its values are overridden by
 * environment variables, system properties and the command line.
 */
public final class ConfigurationFile {

  /** The name of the property source. */
  static final String SOURCE_NAME = "cameleer configuration file";

  private static final Set<String> SECTIONS =
      Set.of(
          "api-keys",
          "callers",
          "providers",
          "aliases",
          "tags",
          "retired-models",
          "call-timeout",
          "retries",
          "cool-down",
          "unsupported-parameters",
          "log-content",
          "sandbox");

  private ConfigurationFile() {}

  /**
   * Reads the file.
   *
   * @throws InvalidConfigurationException where it is no YAML or can't be read; the text of the
   *     file is not repeated, since it may hold keys
   */
  static PropertySource<?> load(Resource file) {
    String name = ResourceNames.of(file);
    try {
      List<PropertySource<?>> documents = new YamlPropertySourceLoader().load(SOURCE_NAME, file);
      if (documents.size() > 1) {
        throw problem(name, "it holds several YAML documents.", "Remove the lines `---`.");
      }
      PropertySource<?> source =
          documents.isEmpty()
              ? new MapPropertySource(SOURCE_NAME, Map.of())
              : withoutEmptyRoot(documents.getFirst());
      refuseMisplacedSections(name, source);
      return source;
    } catch (MarkedYAMLException malformed) {
      throw problem(
          place(name, malformed.getProblemMark()),
          "it is no valid YAML: " + malformed.getClass().getSimpleName() + ".",
          "Check indentation, colons and quotes there.");
    } catch (YAMLException malformed) {
      throw problem(name, "it is no valid YAML.", "Check indentation, colons and quotes.");
    } catch (IOException | IllegalStateException unreadable) {
      throw problem(name, "it can't be read.", "Check that Cameleer's user may read it.");
    }
  }

  /**
   * A copy of an environment in which the file has been read anew.
   *
   * @throws InvalidConfigurationException where the file can't be used
   */
  public static ConfigurableEnvironment reread(ConfigurableEnvironment environment, Resource file) {
    StandardEnvironment copy = new StandardEnvironment();
    MutablePropertySources sources = copy.getPropertySources();
    sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
    environment.getPropertySources().stream()
        .filter(source -> !source.getName().equals("configurationProperties"))
        .forEach(sources::addLast);
    sources.replace(SOURCE_NAME, load(file));
    return copy;
  }

  /** Where all lines below {@code cameleer:} are comments, it would be taken for a text. */
  private static PropertySource<?> withoutEmptyRoot(PropertySource<?> source) {
    String root = CameleerProperties.PREFIX;
    if (source instanceof MapPropertySource map && "".equals(map.getProperty(root))) {
      Map<String, Object> rest = new LinkedHashMap<>(map.getSource());
      rest.remove(root);
      return new OriginTrackedMapPropertySource(SOURCE_NAME, rest, true);
    }
    return source;
  }

  private static void refuseMisplacedSections(String name, PropertySource<?> source) {
    if (!(source instanceof EnumerablePropertySource<?> enumerable)) {
      return;
    }
    for (String property : enumerable.getPropertyNames()) {
      String section = property.split("[.\\[]", 2)[0];
      if (SECTIONS.contains(section)) {
        throw problem(
            name,
            "`" + section + "` stands at the top of the file.",
            "Write it below `cameleer:`, indented.");
      }
    }
  }

  private static String place(String name, @Nullable Mark mark) {
    return mark == null ? name : name + ", line " + (mark.getLine() + 1);
  }

  private static InvalidConfigurationException problem(String place, String fault, String remedy) {
    return new InvalidConfigurationException(
        List.of(new ConfigurationProblem("(whole file)", place, fault, remedy)));
  }
}
