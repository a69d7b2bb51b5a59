package io.cameleer.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a batch.
 *
 * @param value {@code batch_…}, nothing but letters and digits behind the prefix
 */
public record BatchId(String value) {

  private static final String PREFIX = "batch_";
  private static final Pattern FORM = Ids.pattern(PREFIX);

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException where the value is not the id of a batch
   */
  public BatchId {
    Ids.checked(value, FORM);
  }

  /** The id that a client wrote, or nothing where it can't be one. */
  public static Optional<BatchId> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new BatchId(value)) : Optional.empty();
  }

  /** A new one that can't be guessed. */
  public static BatchId random() {
    return new BatchId(Ids.random(PREFIX));
  }

  @Override
  public String toString() {
    return value;
  }
}
