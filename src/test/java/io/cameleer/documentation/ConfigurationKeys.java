package io.cameleer.documentation;

import io.cameleer.catalog.HedgeAfter;
import io.cameleer.config.SecretSource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys that the typed configuration has: names, types and defaults from its records, meanings
 * from their Javadoc.
 */
final class ConfigurationKeys {

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          Duration.class, "duration",
          DataSize.class, "size",
          HedgeAfter.class, "duration or percentile",
          SecretSource.class, "secret",
          String.class, "text",
          Integer.class, "number",
          Double.class, "number",
          Boolean.class, "`true` or `false`",
          int.class, "number",
          boolean.class, "`true` or `false`");
  private static final String BY_DEFAULT = "by default ";
  private static final String REQUIRED = "; required";

  private final JavadocOfSources javadoc;
  private final Map<String, List<ConfigurationKey>> tables = new LinkedHashMap<>();

  /**
   * Reads the configuration's records.
   *
   * @param root the record of the uppermost level
   * @param sections the keys below which there is a table of its own; records in lists and maps
   *     have one in any case
   * @throws IllegalArgumentException where a component has neither a default nor a word on it
   */
  ConfigurationKeys(Class<? extends Record> root, JavadocOfSources javadoc, List<String> sections) {
    this.javadoc = javadoc;
    read(root, "", "", sections);
  }

  /** The tables by the key they are below; that of the uppermost level is below an empty one. */
  Map<String, List<ConfigurationKey>> tables() {
    return tables;
  }

  private void read(Class<?> type, String table, String prefix, List<String> sections) {
    List<ConfigurationKey> keys = tables.computeIfAbsent(table, name -> new ArrayList<>());
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + kebab(component.getName());
      Class<?> content = content(component);
      if (!content.isRecord() || content == SecretSource.class) {
        keys.add(key(type, component, name));
      } else if (content != component.getType()) {
        keys.add(section(type, component, name, "list".equals(kind(component)) ? "[]" : ".<name>"));
        read(content, keys.getLast().name(), "", sections);
      } else if (sections.contains(name)) {
        keys.add(section(type, component, name, ""));
        read(content, name, "", sections);
      } else {
        read(content, table, name + ".", sections);
      }
    }
  }

  private ConfigurationKey section(
      Class<?> type, RecordComponent component, String name, String suffix) {
    String meaning = javadoc.of(type, component.getName());
    return new ConfigurationKey(
        name + suffix,
        kind(component),
        suffix.isEmpty() ? "" : "none",
        "%s; see [below](#%s)".formatted(meaning, kebab(name)));
  }

  private ConfigurationKey key(Class<?> type, RecordComponent component, String name) {
    String comment = javadoc.of(type, component.getName());
    DefaultValue annotation = defaultOf(type, component);
    int told = comment.lastIndexOf(BY_DEFAULT);
    String meaning = comment;
    String standard;
    if (told >= 0) {
      meaning = comment.substring(0, told).replaceFirst("[;,.] $", "");
      standard = comment.substring(told + BY_DEFAULT.length());
    } else if (comment.endsWith(REQUIRED)) {
      meaning = comment.substring(0, comment.length() - REQUIRED.length());
      standard = "required";
    } else if (annotation != null) {
      standard = standard(annotation);
    } else {
      throw new IllegalArgumentException(name + ": its Javadoc does not say what holds by default");
    }
    String shown = "map".equals(kind(component)) ? name + ".<name>" : name;
    return new ConfigurationKey(shown, type(component), standard, meaning + choices(component));
  }

  /** A component's annotation stands at the parameter of the constructor only. */
  private static @Nullable DefaultValue defaultOf(Class<?> type, RecordComponent component) {
    return Arrays.stream(type.getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
        .filter(parameter -> parameter.getName().equals(component.getName()))
        .map(parameter -> parameter.getAnnotation(DefaultValue.class))
        .filter(Objects::nonNull)
        .findAny()
        .orElse(null);
  }

  private static String standard(DefaultValue annotation) {
    String values = String.join(", ", annotation.value());
    return values.isEmpty() ? "none" : "`" + values + "`";
  }

  private static String type(RecordComponent component) {
    Class<?> content = content(component);
    String type = content.isEnum() ? "choice" : TYPES.get(content);
    if (type == null) {
      throw new IllegalArgumentException("what may be written for a " + content.getName() + "?");
    }
    return "list".equals(kind(component)) ? "list" : type;
  }

  /** What each constant of an enumeration stands for. */
  private String choices(RecordComponent component) {
    Class<?> content = content(component);
    if (!content.isEnum()) {
      return "";
    }
    return Arrays.stream(content.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .map(constant -> choice(constant, javadoc.of(content, constant)))
        .collect(Collectors.joining(". ", ". ", ""));
  }

  private static String choice(String constant, String comment) {
    return "`%s`: %s%s"
        .formatted(
            constant.toLowerCase(Locale.ROOT).replace('_', '-'),
            comment.substring(0, 1).toLowerCase(Locale.ROOT),
            comment.substring(1).replaceFirst("\\.$", ""));
  }

  /** What a list or map holds; anything else holds itself. */
  private static Class<?> content(RecordComponent component) {
    Type type = component.getGenericType();
    if (type instanceof ParameterizedType parameterized) {
      Type[] parts = parameterized.getActualTypeArguments();
      return (Class<?>) parts[parts.length - 1];
    }
    return component.getType();
  }

  private static String kind(RecordComponent component) {
    return component.getType() == List.class
        ? "list"
        : component.getType() == Map.class ? "map" : "";
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
