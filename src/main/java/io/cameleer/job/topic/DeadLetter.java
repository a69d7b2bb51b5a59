package io.cameleer.job.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A job that has failed for good, as a record: what was sent, untouched, and why it failed, in
 * further headers. Sent to the topic of jobs again it is the same job again.
 *
 * @param record what was sent
 * @param failure why it failed
 * @param attempts all attempts with their outcomes; empty where there was none
 */
public record DeadLetter(JobRecord record, Failure failure, String attempts) {

  private static final Set<String> OWN_HEADERS =
      Set.of(
          JobHeaders.ERROR,
          JobHeaders.FAILURE_CLASS,
          JobHeaders.ATTEMPTS,
          JobHeaders.ORIGIN_TOPIC,
          JobHeaders.ORIGIN_PARTITION,
          JobHeaders.ORIGIN_OFFSET,
          JobHeaders.LEFT_OUT_BYTES);

  /** The whole record. */
  public OutgoingRecord whole() {
    return new OutgoingRecord(record.key(), record.value(), headers());
  }

  /** The record without its value, for where that is too large; it is still where it came from. */
  public OutgoingRecord withoutValue() {
    List<RecordHeader> headers = headers();
    byte[] value = record.value();
    int bytes = value == null ? 0 : value.length;
    headers.add(RecordHeader.of(JobHeaders.LEFT_OUT_BYTES, Integer.toString(bytes)));
    return new OutgoingRecord(record.key(), null, headers);
  }

  private List<RecordHeader> headers() {
    List<RecordHeader> headers = new ArrayList<>(record.headers().size() + 7);
    for (RecordHeader header : record.headers()) {
      // What an earlier failure of a job that was sent again has left.
      if (!OWN_HEADERS.contains(header.name())) {
        headers.add(header);
      }
    }
    RecordAddress origin = record.address();
    headers.add(RecordHeader.of(JobHeaders.ERROR, Json.text(envelope())));
    headers.add(RecordHeader.of(JobHeaders.FAILURE_CLASS, failure.failureClass().name()));
    headers.add(RecordHeader.of(JobHeaders.ATTEMPTS, attempts));
    headers.add(RecordHeader.of(JobHeaders.ORIGIN_TOPIC, origin.topic()));
    headers.add(RecordHeader.of(JobHeaders.ORIGIN_PARTITION, Integer.toString(origin.partition())));
    headers.add(RecordHeader.of(JobHeaders.ORIGIN_OFFSET, Long.toString(origin.offset())));
    return headers;
  }

  /** OpenAI's error object, as an HTTP client would get it. */
  private ObjectNode envelope() {
    ObjectNode envelope = Json.object();
    envelope
        .putObject("error")
        .put("message", failure.message())
        .put("type", failure.type())
        .put("param", failure.param())
        .put("code", failure.code());
    return envelope;
  }
}
