package io.cameleer.provider.deepseek;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.provider.DroppedParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end user: {@code user_id} here, of letters, digits, {@code _} and {@code -}. Any other id is
 * rewritten; a checksum behind it keeps users apart whose ids differ only in what was replaced.
 */
final class DeepSeekUser {

  private static final String FIELD = "user_id";
  private static final int MAX_LENGTH = 512;
  private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_-]");

  private DeepSeekUser() {}

  /**
   * Sends {@code safety_identifier}, else {@code user}, unless the client gave a {@code user_id}
   * itself.
   */
  static ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    String user = request.safetyIdentifier() != null ? request.safetyIdentifier() : request.user();
    if (user == null || user.isEmpty()) {
      return request;
    }
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(request.extras());
    extras.putIfAbsent(FIELD, sanitised(user));
    return request.toBuilder().user(null).safetyIdentifier(null).extras(extras).build();
  }

  private static String sanitised(String user) {
    String clean = FOREIGN.matcher(user).replaceAll("_");
    if (clean.equals(user) && clean.length() <= MAX_LENGTH) {
      return clean;
    }
    String checksum = "-" + Integer.toHexString(user.hashCode());
    int room = MAX_LENGTH - checksum.length();
    return (clean.length() > room ? clean.substring(0, room) : clean) + checksum;
  }
}
