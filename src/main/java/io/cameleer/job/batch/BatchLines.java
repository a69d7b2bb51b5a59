package io.cameleer.job.batch;

import io.cameleer.job.Batch;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobRequest;
import io.cameleer.job.topic.JobHeaders;
import io.cameleer.job.topic.KeptJobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lines of a batch that are still to be sent, as jobs. The same line is the same job whenever
 * it is sent. Not thread-safe.
 */
public final class BatchLines implements AutoCloseable {

  /** Posted jobs have somebody who waits for them. */
  private static final int PRIORITY = 3;

  /** A portion has no more than this, unless it is a single line. */
  private static final int MOST_BYTES = 16 << 20;

  /** Lines that are overdue are told by closing the batch, which comes first. */
  private static final Duration AFTER_EXPIRY = Duration.ofMinutes(5);

  private final Batch batch;
  private final LineReader lines;
  private int requests;
  private int throughLine;
  private boolean complete;

  private BatchLines(Batch batch, LineReader lines) {
    this.batch = batch;
    this.lines = lines;
  }

  /**
   * Goes on where the batch has got to.
   *
   * @throws IOException where its input file can't be read
   */
  public static BatchLines of(Batch batch, ContentStorage contents, BatchLimits limits)
      throws IOException {
    LineReader lines =
        new LineReader(contents.open(batch.request().inputFile()), limits.lineBytes());
    BatchLines left = new BatchLines(batch, lines);
    left.skipThrough(batch.progress().sent().throughLine());
    return left;
  }

  private void skipThrough(int line) throws IOException {
    InputLine passed = line == 0 ? null : lines.next();
    while (passed != null) {
      requests += passed.isBlank() ? 0 : 1;
      throughLine = passed.number();
      passed = throughLine < line ? lines.next() : null;
    }
  }

  /** How many requests there are up to the last line that was given out. */
  public int requests() {
    return requests;
  }

  /** The number of the last line that was given out. */
  public int throughLine() {
    return throughLine;
  }

  /** Whether all have been given out. */
  public boolean complete() {
    return complete;
  }

  /**
   * The next ones.
   *
   * @param most how many at most
   * @throws IOException where the input file can't be read
   */
  public List<LineJob> next(int most) throws IOException {
    List<LineJob> jobs = new ArrayList<>();
    int bytes = 0;
    while (jobs.size() < most && bytes < MOST_BYTES && !complete) {
      InputLine line = lines.next();
      if (line == null) {
        complete = true;
      } else if (!line.isBlank()) {
        jobs.add(job(line));
        bytes += line.bytes().length;
        requests++;
        throughLine = line.number();
      }
    }
    return jobs;
  }

  private LineJob job(InputLine line) throws IOException {
    try {
      RequestLine request = RequestLineReader.read(line);
      JobId id = JobId.ofLine(batch.id(), line.number());
      JobOrigin.BatchLine origin =
          new JobOrigin.BatchLine(batch.id(), line.number(), request.customId());
      JobRequest call =
          new JobRequest(
              request.customId(),
              Objects.requireNonNullElse(request.url(), batch.request().endpoint()),
              headers(request),
              request.json());
      return new LineJob(id, origin, KeptJobs.write(id, batch.caller(), origin, call, deadline()));
    } catch (InvalidLineException changed) {
      throw new IOException("The input file is not what it was when it was checked", changed);
    }
  }

  private Instant deadline() {
    return batch.times().expiresAt().plus(AFTER_EXPIRY);
  }

  private Map<String, String> headers(RequestLine request) {
    Map<String, String> headers = new HashMap<>();
    headers.put(JobHeaders.PRIORITY, Integer.toString(PRIORITY));
    Map<String, String> notes = batch.request().metadata();
    String region = notes.get(BatchNotes.REGION);
    if (region != null) {
      headers.put(JobHeaders.REGION, region);
    }
    String tag = BatchNotes.tag(notes);
    if (tag != null && !request.body().tagged()) {
      headers.put(JobHeaders.TAG, tag);
    }
    return headers;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
