package io.cameleer.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A file as it was when it was looked at. Whoever reads it from here reads what was looked at, even
 * if somebody writes to the file in between.
 */
public final class FileContent {

  private final Path path;
  private final @Nullable FileTime modified;
  private final byte @Nullable [] bytes;

  private FileContent(Path path, @Nullable FileTime modified, byte @Nullable [] bytes) {
    this.path = path;
    this.modified = modified;
    this.bytes = bytes;
  }

  /** Looks at a file; one that is not there or can't be read is without content. */
  static FileContent of(Path path) {
    try {
      return new FileContent(path, Files.getLastModifiedTime(path), Files.readAllBytes(path));
    } catch (IOException unreadable) {
      return new FileContent(path, null, null);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What is in it, or null where it could not be read. */
  public byte @Nullable [] bytes() {
    return bytes == null ? null : bytes.clone();
  }

  /**
   * What is in it, for readers that want to know where it comes from.
   *
   * @throws InvalidConfigurationException where it could not be read
   */
  Resource resource() {
    if (bytes == null) {
      throw InvalidConfigurationException.of(
          "(whole file)",
          path.toString(),
          "it is not there, or can't be read.",
          "Check that it is there and that Cameleer's user may read it.");
    }
    byte[] content = bytes;
    return new FileSystemResource(path) {
      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /**
   * Whether it is the same file at the same time with the same content. The time counts: by
   * touching a file its reader is told that something it refers to has changed.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof FileContent file
        && path.equals(file.path)
        && Objects.equals(modified, file.modified)
        && Arrays.equals(bytes, file.bytes);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
