package io.cameleer.job.topic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written.
 *
 * @param key its key, or null
 * @param value its value, or null
 * @param headers its headers, in their order
 */
public record OutgoingRecord(
    byte @Nullable [] key, byte @Nullable [] value, List<RecordHeader> headers) {

  public OutgoingRecord {
    headers = List.copyOf(headers);
  }

  /** The same with further headers. */
  public OutgoingRecord with(List<RecordHeader> further) {
    List<RecordHeader> all = new ArrayList<>(headers);
    all.addAll(further);
    return new OutgoingRecord(key, value, all);
  }
}
