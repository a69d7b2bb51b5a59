package io.cameleer.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a file. Its form makes it safe as a name on disk and in object storage.
 *
 * @param value {@code file-…}, nothing but letters and digits behind the prefix
 */
public record FileId(String value) {

  private static final String PREFIX = "file-";
  private static final Pattern FORM = Ids.pattern(PREFIX);

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException where the value is not the id of a file
   */
  public FileId {
    Ids.checked(value, FORM);
  }

  /** The id that a client wrote, or nothing where it can't be one. */
  public static Optional<FileId> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new FileId(value)) : Optional.empty();
  }

  /** A new one that can't be guessed. */
  public static FileId random() {
    return new FileId(Ids.random(PREFIX));
  }

  /** The file with the answers of a batch. */
  public static FileId outputOf(BatchId batch) {
    return ofBatch(batch, "output");
  }

  /** The file with the failures of a batch. */
  public static FileId errorsOf(BatchId batch) {
    return ofBatch(batch, "errors");
  }

  private static FileId ofBatch(BatchId batch, String part) {
    return new FileId(Ids.derived(PREFIX, "batch", batch.value(), part.getBytes(US_ASCII)));
  }

  @Override
  public String toString() {
    return value;
  }
}
