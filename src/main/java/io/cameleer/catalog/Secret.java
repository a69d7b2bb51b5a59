package io.cameleer.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key. Its value appears nowhere but in the one header it is for: {@link #toString()} shows none
 * of it.
 */
public final class Secret {

  private final String value;

  /** Wraps a key. */
  public Secret(String value) {
    this.value = value;
  }

  /** The key itself. */
  public String reveal() {
    return value;
  }

  /** Whether this is the key, compared in a time that does not depend on where they differ. */
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
