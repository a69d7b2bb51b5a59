package io.cameleer.api;

import org.jspecify.annotations.Nullable;

/** What files are for. */
public final class FilePurpose {

  /** The input of a batch: the only files that clients may upload. */
  public static final String BATCH = "batch";

  private static final String FIELD = "purpose";

  private FilePurpose() {}

  /**
   * Checks what a client says that its file is for.
   *
   * @throws io.cameleer.chat.CallFailedException where that is not supported: status 400
   */
  public static String ofUpload(@Nullable String purpose) {
    if (purpose == null) {
      throw Invalid.missing(FIELD);
    }
    if (!BATCH.equals(purpose)) {
      throw Invalid.value(
          FIELD,
          "Invalid value for 'purpose': '%s'. This gateway keeps files for batches only: the one"
                  .formatted(Invalid.shortened(purpose))
              + " supported value is 'batch'.");
    }
    return purpose;
  }
}
