package io.cameleer.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The contents of files. They are streamed in and out; what is held in memory does not depend on a
 * file's size. Implementations may be used from any thread.
 */
public interface ContentStorage {

  /**
   * Begins to store a content. Nobody sees it until it is committed.
   *
   * @throws IOException where nothing can be stored
   */
  Upload begin(FileId id) throws IOException;

  /**
   * Opens a content that was committed; the reader closes it.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   * @throws IOException where it can't be read
   */
  InputStream open(FileId id) throws IOException;

  /**
   * Deletes a content; one that does not exist is no error.
   *
   * @throws IOException where it can't be deleted
   */
  void delete(FileId id) throws IOException;

  /** A content on its way in. Closed without having been committed it leaves nothing behind. */
  abstract class Upload extends OutputStream {

    /**
     * Makes the content available; it will be there after a crash. Nothing may be written after.
     *
     * @return its size in bytes
     * @throws IOException where it could not be stored; it is not available then
     */
    public abstract long commit() throws IOException;
  }
}
