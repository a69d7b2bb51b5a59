package io.cameleer.job.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway understands of a batch's metadata. */
public final class BatchNotes {

  /** Where its calls have to stay; noted of the header of this name. */
  public static final String REGION = "x-cameleer-region";

  /** What its calls are for; noted of the header of this name. */
  public static final String TAG = "x-cameleer-tag";

  private BatchNotes() {}

  /** What its calls are for, or null: not said. */
  static @Nullable String tag(Map<String, String> metadata) {
    String tag = metadata.get(TAG);
    if (tag == null) {
      tag = metadata.get("tag");
    }
    return tag == null ? metadata.get("tags") : tag;
  }
}
