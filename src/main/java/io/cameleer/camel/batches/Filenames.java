package io.cameleer.camel.batches;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names of files, which clients make up. They are shown, and never used as paths. */
final class Filenames {

  private static final String NAMELESS = "upload";
  private static final int LONGEST = 255;
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Filenames() {}

  /** The name without folders, control characters and what is beyond a sensible length. */
  static String sanitised(@Nullable String given) {
    String name = given == null ? "" : given;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int[] kept = name.codePoints().filter(Filenames::isVisible).limit(LONGEST).toArray();
    name = new String(kept, 0, kept.length).strip();
    return name.isEmpty() || name.equals(".") || name.equals("..") ? NAMELESS : name;
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** The header that proposes the name to whoever saves the file, as RFC 6266 has it. */
  static String attachment(String name) {
    StringBuilder ascii = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    name.codePoints().forEach(c -> ascii.append(isPlain(c) ? (char) c : '_'));
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet));
      }
    }
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded);
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%';
  }
}
