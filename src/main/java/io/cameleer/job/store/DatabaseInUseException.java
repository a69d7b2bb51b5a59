package io.cameleer.job.store;

import io.cameleer.job.StoreException;
import java.nio.file.Path;

/** Another process has the database file. */
public final class DatabaseInUseException extends StoreException {

  private static final long serialVersionUID = 1L;

  DatabaseInUseException(Path database, String processId) {
    super(
        "The database file "
            + database
            + " is in use by process "
            + processId
            + ". It serves one gateway; several gateways share a PostgreSQL database.");
  }
}
