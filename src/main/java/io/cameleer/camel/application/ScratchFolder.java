package io.cameleer.camel.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Where libraries put what they need while the gateway runs: Tomcat its folders, SQLite its native
 * code. Left to themselves they use the machine's temporary folder, and what each start lays there
 * stays: they count on an end of the JVM that a gateway does not have, which sets its own exit
 * code.
 */
public final class ScratchFolder implements AutoCloseable {

  private static final String SQLITE = "org.sqlite.tmpdir";
  private static final String TOMCAT = "server.tomcat.basedir";

  private final Path folder;

  private ScratchFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes one below the machine's temporary folder, and tells SQLite of it. */
  public static ScratchFolder create() {
    try {
      Path folder = Files.createTempDirectory("cameleer-");
      // Where the start fails so early that nobody is asked to close anything, it is empty.
      folder.toFile().deleteOnExit();
      System.setProperty(SQLITE, folder.toString());
      return new ScratchFolder(folder);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "The folder for temporary files can't be written to: name another one with"
              + " -Djava.io.tmpdir=/path",
          unwritable);
    }
  }

  /** What Spring has to know of it, unless the operator says otherwise. */
  public Map<String, Object> properties() {
    return Map.of(TOMCAT, folder.resolve("tomcat").toString());
  }

  /** Deletes it. To be called when nothing runs any more. */
  @Override
  public void close() {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }
}
