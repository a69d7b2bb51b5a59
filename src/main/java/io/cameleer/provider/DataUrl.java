package io.cameleer.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code data:} URL.
 *
 * @param mediaType lower case, without parameters, {@code image/jpg} as {@code image/jpeg}
 * @param base64 the bytes as standard base64 with padding and without white space
 */
public record DataUrl(String mediaType, String base64) {

  private static final String SCHEME = "data:";
  private static final String BASE64_MARK = ";base64";
  private static final int MAGIC_CHARACTERS = 16;

  /** Whether a URL is a {@code data:} URL. */
  public static boolean matches(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Parses one. Takes what clients send: parameters, a missing media type, upper case, URL-safe or
   * broken-up base64, percent-encoded text. Where the bytes are of a well-known image or PDF type,
   * that type wins over the declared one.
   *
   * @return null where it is no {@code data:} URL or its bytes can't be read
   */
  public static @Nullable DataUrl parse(String url) {
    int comma = url.indexOf(',');
    if (!matches(url) || comma < 0) {
      return null;
    }
    String declaration = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
    String payload = url.substring(comma + 1);
    int parameters = declaration.indexOf(';');
    String declared = (parameters < 0 ? declaration : declaration.substring(0, parameters)).strip();
    String base64 =
        declaration.endsWith(BASE64_MARK) ? standardBase64(payload) : encodePercentEncoded(payload);
    if (base64 == null) {
      return null;
    }
    return new DataUrl(mediaType(declared, base64), base64);
  }

  /** The bytes. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  /** The same content as a URL. */
  public String url() {
    return SCHEME + mediaType + BASE64_MARK + "," + base64;
  }

  private static String mediaType(String declared, String base64) {
    String sniffed = sniff(base64);
    if (sniffed != null) {
      return sniffed;
    }
    return switch (declared) {
      case "" -> "application/octet-stream";
      case "image/jpg" -> "image/jpeg";
      default -> declared;
    };
  }

  private static @Nullable String sniff(String base64) {
    if (base64.length() < MAGIC_CHARACTERS) {
      return null;
    }
    byte[] head = Base64.getDecoder().decode(base64.substring(0, MAGIC_CHARACTERS));
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("\u0089PNG")) {
      return "image/png";
    }
    if (magic.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (magic.startsWith("GIF8")) {
      return "image/gif";
    }
    if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    return magic.startsWith("%PDF-") ? "application/pdf" : null;
  }

  private static @Nullable String standardBase64(String payload) {
    StringBuilder clean = new StringBuilder(payload.length());
    for (int i = 0; i < payload.length(); i++) {
      char c = payload.charAt(i);
      if (c == '-') {
        clean.append('+');
      } else if (c == '_') {
        clean.append('/');
      } else if (isBase64Digit(c)) {
        clean.append(c);
      } else if (c != '=' && !Character.isWhitespace(c)) {
        return null;
      }
    }
    int rest = clean.length() % 4;
    if (clean.isEmpty() || rest == 1) {
      return null;
    }
    return clean.append("=".repeat((4 - rest) % 4)).toString();
  }

  private static boolean isBase64Digit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static @Nullable String encodePercentEncoded(String payload) {
    try {
      String text = URLDecoder.decode(payload.replace("+", "%2B"), StandardCharsets.UTF_8);
      return text.isEmpty()
          ? null
          : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
