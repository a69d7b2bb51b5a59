package io.cameleer.job.topic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a record's headers, or the attributes of its CloudEvent, say of its job. */
final class TermsReader {

  private static final List<String> PASSED_ON =
      List.of(JobHeaders.TRACEPARENT, JobHeaders.TRACESTATE, JobHeaders.BATCH_ID, JobHeaders.TAG);

  private final JobRecord record;
  private final Map<String, String> attributes;

  TermsReader(JobRecord record, @Nullable CloudEvent event) {
    this.record = record;
    this.attributes = event == null ? Map.of() : event.attributes();
  }

  /**
   * Reads.
   *
   * @throws io.cameleer.chat.CallFailedException where a header makes no sense
   */
  JobTerms read() {
    String caller = text(JobHeaders.CALLER);
    return new JobTerms(
        caller == null ? "" : caller,
        words(JobHeaders.TAG),
        regions(),
        priority(),
        deadline(),
        text(JobHeaders.REPLY_TOPIC),
        passedOn());
  }

  /** What a header says, or the attribute that stands for it; null where neither is there. */
  @Nullable String text(String name) {
    String header = record.header(name);
    String text = header == null ? attributes.get(JobHeaders.attribute(name)) : header;
    return text == null || text.isBlank() ? null : text.strip();
  }

  private List<String> words(String name) {
    String text = text(name);
    return text == null
        ? List.of()
        : Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  private Set<String> regions() {
    if (text(JobHeaders.REGION) == null) {
      return Set.of();
    }
    Set<String> regions =
        words(JobHeaders.REGION).stream()
            .map(region -> region.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (regions.isEmpty()) {
      throw InvalidJob.header(
          JobHeaders.REGION, "names no region; leave it out or name one, like 'eu'");
    }
    return regions;
  }

  private int priority() {
    String text = text(JobHeaders.PRIORITY);
    if (text == null) {
      return JobTerms.USUAL_PRIORITY;
    }
    if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
      return text.charAt(0) - '0';
    }
    throw InvalidJob.header(JobHeaders.PRIORITY, "must be a digit from 0 to 9; 9 goes first");
  }

  private @Nullable Instant deadline() {
    String text = text(JobHeaders.DEADLINE);
    if (text == null) {
      return null;
    }
    try {
      boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9');
      return number
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException noTime) {
      throw InvalidJob.header(
          JobHeaders.DEADLINE,
          "must be a time like '2030-01-31T18:00:00Z', or milliseconds since 1970");
    }
  }

  private Map<String, String> passedOn() {
    Map<String, String> passedOn = new LinkedHashMap<>();
    for (String name : PASSED_ON) {
      String text = text(name);
      if (text != null) {
        passedOn.put(name, text);
      }
    }
    return passedOn;
  }
}
