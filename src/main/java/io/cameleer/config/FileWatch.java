package io.cameleer.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells when files have changed, by looking at them again and again. That also works where the
 * operating system does not tell: on network drives, and where Kubernetes exchanges a whole folder
 * behind a symbolic link. For one thread.
 */
public final class FileWatch {

  private final Supplier<List<Path>> files;
  private List<FileContent> known;
  private List<FileContent> seen;

  /**
   * Takes a first look.
   *
   * @param files which files there are at the moment, in a fixed order
   */
  public FileWatch(Supplier<List<Path>> files) {
    this.files = files;
    this.known = look();
    this.seen = known;
  }

  /** The files as they were when they last had changed, or at first. */
  public List<FileContent> known() {
    return known;
  }

  /**
   * Looks again, and tells of a change once. Files are taken to be written to the end when they
   * look the same twice in a row.
   */
  public boolean changed() {
    List<FileContent> now = look();
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || now.equals(known)) {
      return false;
    }
    known = now;
    return true;
  }

  private List<FileContent> look() {
    return files.get().stream().map(FileContent::of).toList();
  }
}
