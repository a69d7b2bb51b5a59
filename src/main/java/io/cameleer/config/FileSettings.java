package io.cameleer.config;

import io.cameleer.job.content.S3Settings;
import java.nio.file.Path;

/**
 * Where files of batches are kept, checked.
 *
 * @param place the folder or bucket
 * @param maxBytes the largest file
 */
public record FileSettings(Place place, long maxBytes) {

  /** A folder or a bucket. */
  public sealed interface Place {}

  /**
   * A folder.
   *
   * @param path where it is; it may have to be made
   */
  public record Folder(Path path) implements Place {}

  /**
   * A bucket.
   *
   * @param settings which one
   */
  public record Bucket(S3Settings settings) implements Place {}
}
