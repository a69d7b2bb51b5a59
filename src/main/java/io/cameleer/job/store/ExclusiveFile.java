package io.cameleer.job.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a database file to one process. The operating system lifts the lock when the process ends,
 * however it ends.
 */
final class ExclusiveFile implements AutoCloseable {

  private static final int LONGEST_PROCESS_ID = 20;

  /** Locking needs no bytes to be there; behind the process id it also leaves that readable. */
  private static final long LOCKED_POSITION = 1024;

  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  /** As the folder has it, where there are no such permissions. */
  private static final FileAttribute<?>[] INHERITED = {};

  private final FileChannel channel;

  private ExclusiveFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the file; creates it and the folder it is in if need be. Nobody but its owner can read
   * it, since prompts and answers are nobody else's business; SQLite's further files take after it.
   *
   * @throws DatabaseInUseException where another process has it
   * @throws IOException where the lock's file can't be written
   */
  static ExclusiveFile take(Path database) throws IOException {
    Path absolute = database.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(
            absolute.resolveSibling(absolute.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new DatabaseInUseException(absolute, holder(channel));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
      createPrivately(absolute);
      return new ExclusiveFile(channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void createPrivately(Path database) throws IOException {
    if (Files.notExists(database)) {
      boolean posix = database.getFileSystem().supportedFileAttributeViews().contains("posix");
      Files.createFile(database, posix ? OWNER_ONLY : INHERITED);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_POSITION, 1, false);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_PROCESS_ID);
    channel.read(text, 0);
    return StandardCharsets.US_ASCII.decode(text.flip()).toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
