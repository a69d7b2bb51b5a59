package io.cameleer.job.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs out of records that users write. The value is a line of OpenAI's batch format or the
 * bare body of a call; headers say the rest; either may come as a CloudEvent.
 */
public final class JobReader {

  /** Two records that differ in one of these are two jobs, even with the same value. */
  private static final List<String> IDENTIFYING =
      List.of(
          JobHeaders.TAG,
          JobHeaders.REGION,
          JobHeaders.BATCH_ID,
          JobHeaders.REPLY_TOPIC,
          JobHeaders.CONTENT_TYPE);

  private final long mostBytes;
  private final Set<String> replyTopics;

  /**
   * Reads with these limits.
   *
   * @param mostBytes the largest value
   * @param replyTopics the topics that a job may send its result to
   */
  public JobReader(long mostBytes, Set<String> replyTopics) {
    this.mostBytes = mostBytes;
    this.replyTopics = Set.copyOf(replyTopics);
  }

  /**
   * Reads a record.
   *
   * @throws CallFailedException where it is no job; its failure says why
   */
  public ReceivedJob read(JobRecord record) {
    byte[] value = value(record);
    try {
      CloudEvent event = CloudEvent.read(record, value);
      JobTerms terms = new TermsReader(record, event).read();
      requireAllowed(terms.replyTopic());
      JsonNode content = event == null ? Json.read(value) : event.data();
      JobLine line = JobLine.read(content);
      JobId id = id(record, value, terms.caller(), event);
      byte[] named = name(record);
      byte[] key = named == null ? id.value().getBytes(StandardCharsets.UTF_8) : named;
      return new ReceivedJob(
          id,
          key,
          new JobOrigin.Topic(),
          Objects.requireNonNullElseGet(
              line.customId(), () -> new String(key, StandardCharsets.UTF_8)),
          terms,
          event,
          line.endpoint(),
          line.body());
    } catch (JsonProcessingException malformed) {
      throw InvalidJob.of(
          "invalid_json", null, "The value is not valid JSON: " + place(malformed) + ".");
    } catch (UncheckedIOException undecodable) {
      throw InvalidJob.of("invalid_json", null, "The value is not valid UTF-8.");
    }
  }

  private byte[] value(JobRecord record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      throw InvalidJob.of("empty_record", null, "The record has no value.");
    }
    if (value.length > mostBytes) {
      throw new CallFailedException(
          Failure.of(
              413,
              "invalid_request_error",
              "record_too_large",
              "The value has %d bytes; jobs may have %d.".formatted(value.length, mostBytes),
              FailureClass.BAD_REQUEST));
    }
    return value;
  }

  private void requireAllowed(@Nullable String replyTopic) {
    if (replyTopic != null && !replyTopics.contains(replyTopic)) {
      throw InvalidJob.header(
          JobHeaders.REPLY_TOPIC, "names a topic that is not among the reply topics allowed");
    }
  }

  /** The key, where it names a job: an empty one would make one job of all that have it. */
  private static byte @Nullable [] name(JobRecord record) {
    byte[] key = record.key();
    return key == null || key.length == 0 ? null : key;
  }

  private static JobId id(
      JobRecord record, byte[] value, String caller, @Nullable CloudEvent event) {
    byte[] name = name(record);
    if (name != null) {
      return JobId.ofKey(caller, name);
    }
    if (event != null) {
      // Source and id together name an event for good.
      String source = "ce\0" + event.source() + '\0' + event.id();
      return JobId.ofContent(caller, source.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(value.length + 256);
    for (String header : IDENTIFYING) {
      String text = record.header(header);
      if (text != null) {
        content.writeBytes((header + '=' + text + '\n').getBytes(StandardCharsets.UTF_8));
      }
    }
    content.write('\n');
    content.writeBytes(value);
    return JobId.ofContent(caller, content.toByteArray());
  }

  private static String place(JsonProcessingException malformed) {
    return malformed.getLocation() == null
        ? "it can't be parsed"
        : "line %d, column %d"
            .formatted(malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr());
  }
}
