package io.cameleer.job.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values are written in columns, where they are not what the column holds. */
final class Columns {

  private Columns() {}

  /** The millisecond that a column holds for a time, or null for null. */
  static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** A time in a column that has one. */
  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** A time in a column that may be empty. */
  static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /** A number in a column that may be empty. */
  static @Nullable Integer optionalNumber(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  /** Headers as lines of name, colon, value; neither holds a line break. */
  static String headers(Map<String, String> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        (name, value) -> lines.append(line(name)).append(':').append(line(value)).append('\n'));
    return lines.toString();
  }

  private static String line(String text) {
    return text.indexOf('\n') < 0 ? text : text.replace('\n', ' ');
  }

  /** The headers that {@link #headers(Map)} wrote. */
  static Map<String, String> headers(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          headers.put(line.substring(0, colon), line.substring(colon + 1));
        });
    return headers;
  }

  /**
   * Values for an IN list. Their number is rounded up to a power of two by naming the last one
   * again, so that there are few different statements to prepare.
   *
   * @param values at least one
   */
  static List<String> inList(Collection<String> values) {
    List<String> padded = new ArrayList<>(values);
    String last = padded.get(padded.size() - 1);
    int size = Integer.highestOneBit(padded.size() * 2 - 1);
    while (padded.size() < size) {
      padded.add(last);
    }
    return padded;
  }
}
