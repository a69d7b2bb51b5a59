package io.cameleer.job;

import org.jspecify.annotations.Nullable;

/**
 * What a batch wrote.
 *
 * @param output the answers, or null where there are none
 * @param errors the failures, or null where there are none
 */
public record BatchFiles(@Nullable FileId output, @Nullable FileId errors) {

  /** Nothing has been written. */
  public static final BatchFiles NONE = new BatchFiles(null, null);
}
