package io.cameleer.camel.embedded;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A host's properties without those that are for its own Camel context, such as where its routes
 * are.
 */
final class WithoutCamel extends EnumerablePropertySource<EnumerablePropertySource<?>>
    implements OriginLookup<String> {

  private WithoutCamel(EnumerablePropertySource<?> source) {
    super(source.getName(), source);
  }

  /** The source without them; one that can't name its properties stays as it is. */
  static PropertySource<?> of(PropertySource<?> source) {
    return switch (source) {
      case SystemEnvironmentPropertySource variables -> ofVariables(variables);
      case EnumerablePropertySource<?> enumerable -> new WithoutCamel(enumerable);
      default -> source;
    };
  }

  /** Spring knows names of variables by the type of their source. */
  private static SystemEnvironmentPropertySource ofVariables(
      SystemEnvironmentPropertySource variables) {
    Map<String, Object> others = new LinkedHashMap<>();
    variables
        .getSource()
        .forEach((name, value) -> {
          if (!isForCamel(name)) {
            others.put(name, value);
          }
        });
    return new SystemEnvironmentPropertySource(variables.getName(), others);
  }

  private static boolean isForCamel(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("camel.") || lower.startsWith("camel_");
  }

  @Override
  public String[] getPropertyNames() {
    return Arrays.stream(source.getPropertyNames())
        .filter(name -> !isForCamel(name))
        .toArray(String[]::new);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return isForCamel(name) ? null : source.getProperty(name);
  }

  @Override
  public @Nullable Origin getOrigin(String name) {
    return isForCamel(name) ? null : OriginLookup.getOrigin(source, name);
  }
}
