package io.cameleer.provider.repair;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a request it refuses.
 *
 * @param message its words; of very many the first {@value #MAX_LENGTH} characters, since providers
 *     quote what they refuse, and it is searched in many ways
 * @param param the field it names as unsupported, or null
 */
public record Complaint(String message, @Nullable String param) {

  /** The most characters of a message that are looked at. */
  public static final int MAX_LENGTH = 2_000;

  public Complaint {
    message = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
  }

  /** Whether the message contains one of these lower-case phrases, in any case. */
  public boolean mentions(String... phrases) {
    String text = message.toLowerCase(Locale.ROOT);
    for (String phrase : phrases) {
      if (text.contains(phrase)) {
        return true;
      }
    }
    return false;
  }
}
