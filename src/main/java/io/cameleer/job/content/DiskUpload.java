package io.cameleer.job.content;

import io.cameleer.job.ContentStorage.Upload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A content on its way into a folder. */
final class DiskUpload extends Upload {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path part;
  private final Path folder;
  private final String name;
  private final FileChannel channel;
  private final OutputStream output;

  /** Writes into the part, which becomes the file with this name in the folder. */
  DiskUpload(Path part, Path folder, String name) throws IOException {
    this.part = part;
    this.folder = folder;
    this.name = name;
    channel = FileChannel.open(part, StandardOpenOption.WRITE);
    output = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  @Override
  public void write(int octet) throws IOException {
    output.write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    output.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    output.flush();
  }

  @Override
  public long commit() throws IOException {
    output.flush();
    channel.force(true);
    long size = channel.size();
    output.close();
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    forceFolder();
    return size;
  }

  /** Without this the move itself may be lost with the power; Windows has no such thing. */
  private void forceFolder() throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel entries = FileChannel.open(folder)) {
        entries.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }
}
