package io.cameleer.job.batch;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file with results, which is begun with its first line: there is none without lines. */
final class ResultFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileId id;
  private final ContentStorage contents;
  private ContentStorage.@Nullable Upload upload;
  private @Nullable OutputStream output;

  ResultFile(FileId id, ContentStorage contents) {
    this.id = id;
    this.contents = contents;
  }

  FileId id() {
    return id;
  }

  /** Where to write. */
  OutputStream output() throws IOException {
    if (output == null) {
      ContentStorage.Upload begun = contents.begin(id);
      upload = begun;
      output = new BufferedOutputStream(begun, BUFFER_BYTES);
    }
    return output;
  }

  /**
   * Makes it available.
   *
   * @return its size, or null where nothing was written and there is none
   */
  @Nullable Long commit() throws IOException {
    if (output == null || upload == null) {
      return null;
    }
    output.flush();
    return upload.commit();
  }

  @Override
  public void close() throws IOException {
    if (upload != null) {
      upload.close();
    }
  }
}
