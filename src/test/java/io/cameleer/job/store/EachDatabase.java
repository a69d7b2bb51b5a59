package io.cameleer.job.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;

/** Opens an empty database of each kind; JUnit closes it after the test. */
final class EachDatabase implements ArgumentsProvider {

  @Override
  public Stream<Arguments> provideArguments(ExtensionContext context) {
    return Stream.<Supplier<Stores>>of(EachDatabase::sqlite, EachDatabase::postgres)
        .map(Supplier::get)
        .map(Arguments::of);
  }

  private static Stores sqlite() {
    try {
      Path folder = Files.createTempDirectory("cameleer-sqlite");
      Database database =
          Database.open(DatabaseSettings.of("jdbc:sqlite:" + folder.resolve("cameleer.db")));
      return new Stores("SQLite", database, database, () -> delete(folder));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stores postgres() {
    String url = PostgresServer.newDatabase();
    return new Stores(
        "PostgreSQL",
        Database.open(DatabaseSettings.of(url)),
        Database.open(DatabaseSettings.of(url)),
        () -> {});
  }
}
