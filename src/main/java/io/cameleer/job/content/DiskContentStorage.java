package io.cameleer.job.content;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Contents in a folder, a file each, named by its id. A content is written beside its place and
 * moved there when it is complete and on the disk, so that there never is half of one. The folder
 * can be read by its owner alone, since prompts are nobody else's business. Several gateways may
 * share it on a network file system.
 */
public final class DiskContentStorage implements ContentStorage {

  private static final String INCOMING = "incoming";
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final Path folder;
  private final Path incoming;

  private DiskContentStorage(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve(INCOMING);
  }

  /**
   * Contents in this folder, which is created if need be. What a gateway that died left of its
   * uploads more than a day ago is deleted.
   *
   * @throws IOException where the folder can't be used
   */
  public static DiskContentStorage in(Path folder, Instant now) throws IOException {
    DiskContentStorage storage = new DiskContentStorage(folder.toAbsolutePath().normalize());
    Files.createDirectories(storage.incoming, ownerOnly());
    storage.deleteAbandoned(now.minus(ABANDONED_AFTER));
    return storage;
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private void deleteAbandoned(Instant before) throws IOException {
    try (DirectoryStream<Path> uploads = Files.newDirectoryStream(incoming)) {
      for (Path upload : uploads) {
        FileTime modified = Files.getLastModifiedTime(upload);
        if (modified.toInstant().isBefore(before)) {
          Files.deleteIfExists(upload);
        }
      }
    }
  }

  @Override
  public Upload begin(FileId id) throws IOException {
    Path part = Files.createTempFile(incoming, id.value() + "-", ".part");
    return new DiskUpload(part, folder, id.value());
  }

  @Override
  public InputStream open(FileId id) throws IOException {
    return Files.newInputStream(place(id));
  }

  @Override
  public void delete(FileId id) throws IOException {
    Files.deleteIfExists(place(id));
  }

  private Path place(FileId id) {
    return folder.resolve(id.value());
  }
}
