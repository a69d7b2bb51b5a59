package io.cameleer.job.topic;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record that holds a job, as it came. Its bytes are not to be changed.
 *
 * @param address where it was read
 * @param key its key, or null
 * @param value its value, or null
 * @param headers its headers, in their order
 */
public record JobRecord(
    RecordAddress address,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<RecordHeader> headers) {

  public JobRecord {
    headers = List.copyOf(headers);
  }

  /** The text of the last header with this name, or null. */
  @Nullable String header(String name) {
    String text = null;
    for (RecordHeader header : headers) {
      if (header.name().equals(name)) {
        text = header.text();
      }
    }
    return text;
  }

  /**
   * Where the record is, and where it was before, if it is a dead letter that was sent again: the
   * job had one of them as its request id.
   */
  public Set<String> addresses() {
    String topic = header(JobHeaders.ORIGIN_TOPIC);
    String partition = header(JobHeaders.ORIGIN_PARTITION);
    String offset = header(JobHeaders.ORIGIN_OFFSET);
    return topic == null || partition == null || offset == null
        ? Set.of(address.toString())
        : Set.of(address.toString(), topic + '/' + partition + '/' + offset);
  }

  /** How many bytes it takes up, its headers left out. */
  public long size() {
    return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
  }
}
