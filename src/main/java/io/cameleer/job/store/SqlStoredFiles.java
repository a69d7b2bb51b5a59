package io.cameleer.job.store;

import io.cameleer.job.FileId;
import io.cameleer.job.FileQuery;
import io.cameleer.job.FileStatus;
import io.cameleer.job.Page;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** {@link StoredFiles} in the database. */
public final class SqlStoredFiles implements StoredFiles {

  private static final String CREATE =
      """
      INSERT INTO files (id, caller, bytes, created_at, expires_at, filename, purpose, status)
      VALUES (:id, :caller, :bytes, :createdAt, :expiresAt, :filename, :purpose, :status)
      """;

  private static final String FIND =
      """
      SELECT * FROM files
      WHERE id = :id AND caller = :caller AND (expires_at IS NULL OR expires_at > :now)
      """;

  private static final String LIST =
      """
      SELECT * FROM files
      WHERE caller = :caller AND (expires_at IS NULL OR expires_at > :now)
      """;

  private static final String OF_PURPOSE = " AND purpose = :purpose";

  private static final String AFTER_OLDER =
      " AND (created_at, id) > (SELECT created_at, id FROM files WHERE id = :after)";

  private static final String AFTER_NEWER =
      " AND (created_at, id) < (SELECT created_at, id FROM files WHERE id = :after)";

  private static final String OLDEST_FIRST = " ORDER BY created_at, id LIMIT :limit";

  private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT :limit";

  private static final String DELETE = "DELETE FROM files WHERE id = :id";

  private static final String EXPIRED =
      "SELECT * FROM files WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit";

  private final Database database;
  private final InstantSource clock;

  /** The files known to this database, by this clock. */
  public SqlStoredFiles(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void create(StoredFile file) {
    database.write(handle ->
        handle
            .createUpdate(CREATE)
            .bind("id", file.id().value())
            .bind("caller", file.caller())
            .bind("bytes", file.bytes())
            .bind("createdAt", file.createdAt().toEpochMilli())
            .bind("expiresAt", Columns.millis(file.expiresAt()))
            .bind("filename", file.filename())
            .bind("purpose", file.purpose())
            .bind("status", file.status().wireName())
            .execute());
  }

  @Override
  public Optional<StoredFile> find(String caller, FileId id) {
    return database.read(handle ->
        handle
            .createQuery(FIND)
            .bind("id", id.value())
            .bind("caller", caller)
            .bind("now", clock.millis())
            .map((row, context) -> file(row))
            .findOne());
  }

  @Override
  public Page<StoredFile> list(String caller, FileQuery query) {
    List<StoredFile> files =
        database.read(handle -> listing(handle, caller, query).map((row, c) -> file(row)).list());
    return Pages.of(files, query.limit());
  }

  private Query listing(Handle handle, String caller, FileQuery query) {
    StringBuilder sql = new StringBuilder(LIST);
    if (query.purpose() != null) {
      sql.append(OF_PURPOSE);
    }
    if (query.after() != null) {
      sql.append(query.oldestFirst() ? AFTER_OLDER : AFTER_NEWER);
    }
    sql.append(query.oldestFirst() ? OLDEST_FIRST : NEWEST_FIRST);
    Query listing =
        handle
            .createQuery(sql)
            .bind("caller", caller)
            .bind("now", clock.millis())
            .bind("limit", query.limit() + 1);
    if (query.purpose() != null) {
      listing.bind("purpose", query.purpose());
    }
    if (query.after() != null) {
      listing.bind("after", query.after().value());
    }
    return listing;
  }

  @Override
  public boolean delete(FileId id) {
    return database.write(
        handle -> handle.createUpdate(DELETE).bind("id", id.value()).execute() == 1);
  }

  @Override
  public List<StoredFile> expired(int limit) {
    return database.read(handle ->
        handle
            .createQuery(EXPIRED)
            .bind("now", clock.millis())
            .bind("limit", limit)
            .map((row, context) -> file(row))
            .list());
  }

  private static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(
        new FileId(row.getString("id")),
        row.getString("caller"),
        row.getLong("bytes"),
        Columns.time(row, "created_at"),
        Columns.optionalTime(row, "expires_at"),
        row.getString("filename"),
        row.getString("purpose"),
        FileStatus.ofWireName(row.getString("status")));
  }
}
