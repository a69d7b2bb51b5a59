package io.cameleer.broker;

import io.cameleer.broker.BrokerException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The directory that the broker keeps its data in. It belongs to one process until it is closed or
 * the process ends, however that happens. It is formatted once; its cluster id stays the same.
 */
final class BrokerDirectory implements AutoCloseable {

  private static final String LOCK = "cameleer.lock";

  private final Path path;
  private final FileChannel lock;

  private BrokerDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a directory; where it is missing it is made.
   *
   * @throws BrokerException where it can't be used, or another process uses it
   */
  static BrokerDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    if (path.toString().contains(",")) {
      throw unusable(path, "Kafka takes a comma for the end of the name");
    }
    try {
      Files.createDirectories(path);
      BrokerDirectory opened = new BrokerDirectory(path, lock(path));
      opened.formatOnce();
      return opened;
    } catch (IOException | UncheckedIOException failed) {
      throw unusable(path, describe(failed));
    }
  }

  /** Where it is, from the root. */
  Path path() {
    return path;
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldInThisProcess) {
      // reported below, like a lock that another process holds
    }
    channel.close();
    throw new BrokerException(
        Reason.DIRECTORY_IN_USE, "Another Cameleer keeps its Kafka data in %s.".formatted(path));
  }

  private void formatOnce() throws IOException {
    if (Files.isRegularFile(path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      files.filter(file -> !leftByFormatting(file)).findFirst().ifPresent(this::refuse);
      format();
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private void format() throws IOException {
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(BrokerProperties.NODE)
            .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
            .setMetadataLogDirectory(path.toString())
            .addDirectory(path.toString());
    try {
      formatter.run();
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** The lock, and what a formatting that was cut short has written: its last file is another. */
  private static boolean leftByFormatting(Path file) {
    String name = file.getFileName().toString();
    return name.equals(LOCK)
        || name.startsWith(BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME)
        || name.startsWith(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
  }

  private void refuse(Path stranger) {
    throw unusable(path, "'%s' in it is not Kafka's".formatted(stranger.getFileName()));
  }

  private static BrokerException unusable(Path path, String fault) {
    return new BrokerException(
        Reason.DIRECTORY_UNUSABLE, "Kafka's data can't be kept in %s: %s.".formatted(path, fault));
  }

  private static String describe(Exception failed) {
    return switch (failed) {
      case AccessDeniedException denied -> "this process may not write there";
      case FileAlreadyExistsException exists -> "it is no directory";
      default -> failed.toString();
    };
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("the lock of " + path + " can't be given back", impossible);
    }
  }
}
