package io.cameleer.provider.anthropic;

import java.util.HashSet;
import java.util.Set;

/**
 * Ids of tool calls as Anthropic takes them: letters, digits, {@code _} and {@code -}, none twice
 * in a conversation. They depend on nothing but the conversation, so that the same one is sent the
 * same way again and found in the provider's cache. Used by one thread.
 */
final class ToolIds {

  private static final String PREFIX = "toolu_";
  private static final int HASH_DIGITS = 24;

  private final Set<String> used = new HashSet<>();

  /** The id of the next call that the client knows by that id. */
  String next(String clientId) {
    String id = isValid(clientId) ? clientId : hashed(clientId);
    String unique = id;
    for (int count = 2; !used.add(unique); count++) {
      unique = id + "_" + count;
    }
    return unique;
  }

  private static String hashed(String clientId) {
    return PREFIX + SettingsWriter.sha256(clientId).substring(0, HASH_DIGITS);
  }

  private static boolean isValid(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return !id.isEmpty();
  }
}
