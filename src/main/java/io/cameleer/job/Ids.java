package io.cameleer.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The form of ids, which is OpenAI's: a prefix that says what it is, then letters and digits. */
final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 16;

  /** Half a SHA-256: no two inputs share it by accident, and none can be found on purpose. */
  private static final int DERIVED_BYTES = 16;

  private Ids() {}

  /** The pattern of ids with this prefix. */
  static Pattern pattern(String prefix) {
    return Pattern.compile(Pattern.quote(prefix) + "[A-Za-z0-9]{1,64}");
  }

  /** A new id that can't be guessed. */
  static String random(String prefix) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }

  /** The id that these parts have every time; no other parts have it. */
  static String derived(String prefix, String kind, String scope, byte[] content) {
    MessageDigest digest = sha256();
    add(digest, kind.getBytes(StandardCharsets.UTF_8));
    add(digest, scope.getBytes(StandardCharsets.UTF_8));
    add(digest, content);
    return prefix + HexFormat.of().formatHex(digest.digest(), 0, DERIVED_BYTES);
  }

  /** With its length in front, so that nothing can move from one part to the next. */
  private static void add(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  /** The id, if it has the form that the pattern asks for. */
  static String checked(String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an id of the form " + pattern + ": " + value);
    }
    return value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
