package io.cameleer.catalog;

import java.util.Locale;

/**
 * A model id in the forms that the catalogue's patterns are looked for in.
 *
 * @param full the id in lower case without Google's {@code models/}
 * @param bare its last part: no vendor as in {@code openai/gpt-5.5}, no {@code ft:} of a fine-tuned
 *     model
 */
record ModelId(String full, String bare) {

  private static final String GOOGLE_PREFIX = "models/";
  private static final String FINE_TUNED_PREFIX = "ft:";

  static ModelId of(String id) {
    String full = withoutGooglePrefix(id.toLowerCase(Locale.ROOT));
    String bare = full.substring(full.lastIndexOf('/') + 1);
    if (bare.startsWith(FINE_TUNED_PREFIX)) {
      bare = bare.substring(FINE_TUNED_PREFIX.length());
    }
    return new ModelId(full, bare);
  }

  /** Google writes {@code models/} before the ids of its models; it takes them without, too. */
  static String withoutGooglePrefix(String id) {
    return id.startsWith(GOOGLE_PREFIX) ? id.substring(GOOGLE_PREFIX.length()) : id;
  }

  /** Whether the id names the provider's own model, and not one resold or fine-tuned. */
  boolean own() {
    return full.equals(bare);
  }
}
