package io.cameleer.config;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the configuration. Never holds a secret's value.
 *
 * @param key the property at fault, such as {@code cameleer.providers.openai.base-url}
 * @param place file and line, or null where not known
 * @param fault what is wrong
 * @param remedy what to do
 */
public record ConfigurationProblem(
    String key, @Nullable String place, String fault, String remedy) {

  /** One line: place, key, fault, remedy. */
  public String describe() {
    return (place == null ? "" : place + ": ") + key + ": " + fault + " " + remedy;
  }
}
