package io.cameleer.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a job for good: two records with the same id are one job, called and paid for once.
 *
 * <p>An id that stands for something the caller sent (a record's key or content) is derived from it
 * and from the caller, so that no caller can name, and thereby read, a job of another.
 *
 * @param value {@code job_…}, or {@code batch_req_…} for a line of a batch
 */
public record JobId(String value) {

  private static final String PREFIX = "job_";
  private static final String LINE_PREFIX = "batch_req_";
  private static final Pattern FORM = Pattern.compile("(?:job|batch_req)_[A-Za-z0-9]{1,64}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException where the value is not the id of a job
   */
  public JobId {
    Ids.checked(value, FORM);
  }

  /** The id that a client wrote, or nothing where it can't be one. */
  public static Optional<JobId> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new JobId(value)) : Optional.empty();
  }

  /** A new job that no record stands for. */
  public static JobId random() {
    return new JobId(Ids.random(PREFIX));
  }

  /** The job that this caller means by this record key. */
  public static JobId ofKey(String caller, byte[] key) {
    return new JobId(Ids.derived(PREFIX, "key", caller, key));
  }

  /** The job of a record without a key: the same content from the same caller is the same job. */
  public static JobId ofContent(String caller, byte[] content) {
    return new JobId(Ids.derived(PREFIX, "content", caller, content));
  }

  /** The job of a batch's line, however often that line is sent. Lines count from 1. */
  public static JobId ofLine(BatchId batch, int line) {
    byte[] number = Integer.toString(line).getBytes(StandardCharsets.US_ASCII);
    return new JobId(Ids.derived(LINE_PREFIX, "line", batch.value(), number));
  }

  @Override
  public String toString() {
    return value;
  }
}
