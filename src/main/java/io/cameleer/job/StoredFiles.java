package io.cameleer.job;

import java.util.List;
import java.util.Optional;

/**
 * What is known of files; their contents are in the {@link ContentStorage}. All methods may be
 * called from any thread and throw {@link StoreException} where the database can't be reached.
 */
public interface StoredFiles {

  /** Writes a new file down; its content has to be stored by then. */
  void create(StoredFile file);

  /** The caller's file with this id, unless it has expired. */
  Optional<StoredFile> find(String caller, FileId id);

  /** The caller's files that have not expired. */
  Page<StoredFile> list(String caller, FileQuery query);

  /**
   * Forgets a file; its content has to be deleted by then.
   *
   * @return whether there was one
   */
  boolean delete(FileId id);

  /**
   * Files that have expired and are to be deleted.
   *
   * @param limit how many at most
   */
  List<StoredFile> expired(int limit);
}
