package io.cameleer.catalog;

import java.util.Optional;

/**
 * A model by its provider's name and its own id.
 *
 * @param provider the configured provider
 * @param model the provider's own id; may contain slashes
 */
public record ModelReference(String provider, String model) {

  /** Reads {@code provider/model}; empty where a part is missing. */
  public static Optional<ModelReference> parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(new ModelReference(text.substring(0, slash), text.substring(slash + 1)));
  }

  /** {@code provider/model}. */
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
