package io.cameleer.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Notes what can't be bound and goes on without it. Says nothing of values: one may be a key in the
 * wrong place.
 */
final class BindProblems extends AbstractBindHandler {

  private final Map<String, ConfigurationProblem> found = new LinkedHashMap<>();

  /** Everything found so far, each key once. */
  Map<String, ConfigurationProblem> found() {
    return found;
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
    ConfigurationProperty property = context.getConfigurationProperty();
    String key = property == null ? name.toString() : property.getName().toString();
    Class<?> type = target.getType().resolve(Object.class);
    if (property != null && empty(property) && type != CameleerProperties.Upstream.class) {
      return null;
    }
    note(key, property, fault(type), remedy(type));
    return null;
  }

  /**
   * Notes the keys that are no settings.
   *
   * @throws BindException the exception itself, where it is about something else
   */
  void addUnknownKeys(BindException exception) {
    if (!(exception.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
      throw exception;
    }
    for (ConfigurationProperty property : unknown.getUnboundProperties()) {
      if (!empty(property)) {
        note(
            property.getName().toString(),
            property,
            "no setting is called that.",
            "Check the spelling against the shipped config/cameleer.yaml, or remove it.");
      }
    }
  }

  /** As good as not written: a section whose lines are all comments, or an empty variable. */
  private static boolean empty(ConfigurationProperty property) {
    return "".equals(property.getValue());
  }

  private void note(
      String key, @Nullable ConfigurationProperty property, String fault, String remedy) {
    String place = property == null ? null : PropertyProblems.describe(property.getOrigin());
    found.putIfAbsent(key, new ConfigurationProblem(key, place, fault, remedy));
  }

  private static String fault(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Duration" -> "it is no duration.";
      case "DataSize" -> "it is no size.";
      case "int", "Integer" -> "it is no whole number.";
      case "Double" -> "it is no number.";
      case "HedgeAfter" -> "it is neither a duration nor a percentile.";
      case "boolean", "Boolean" -> "it is neither true nor false.";
      default -> "it is no value for this setting.";
    };
  }

  private static String remedy(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(" or ", "Write ", "."));
    }
    return switch (type.getSimpleName()) {
      case "Duration" -> "Write one like 10s or 5m.";
      case "DataSize" -> "Write one like 20MB.";
      case "int", "Integer", "Double" -> "Write one in digits.";
      case "HedgeAfter" -> HedgeAfterConversion.REMEDY;
      case "boolean", "Boolean" -> "Write true or false.";
      default -> "See the shipped config/cameleer.yaml for its form.";
    };
  }
}
