package io.cameleer.job.batch;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import io.cameleer.job.FileStatus;
import io.cameleer.job.JobError;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import io.cameleer.job.topic.ResultLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of batches that are over: the answers into one, the failures and what has not
 * ended into another. A batch's files have the same ids whenever they are written, so that writing
 * them again leaves nothing behind.
 */
public final class ResultFiles {

  private static final String PURPOSE = "batch_output";
  private static final Duration KEPT = Duration.ofDays(30);

  private final StoredFiles files;
  private final ContentStorage contents;
  private final JobResults results;
  private final InstantSource clock;

  /** Writes results into files of this storage. */
  public ResultFiles(
      StoredFiles files, ContentStorage contents, JobResults results, InstantSource clock) {
    this.files = files;
    this.contents = contents;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Writes the files of a batch that takes no more results.
   *
   * @param eachLine called before each line; what it throws ends the writing, and leaves nothing
   * @return those that there is something in
   * @throws IOException where they can't be written now
   */
  public BatchFiles write(Batch batch, Runnable eachLine) throws IOException {
    try (ResultFile output = new ResultFile(FileId.outputOf(batch.id()), contents);
        ResultFile errors = new ResultFile(FileId.errorsOf(batch.id()), contents);
        Stream<JobResult> ended = results.ofBatch(batch.id())) {
      Lines lines = new Lines(batch, output, errors, eachLine);
      if (batch.progress().counts().isDone()) {
        lines.writeAll(ended.iterator());
      } else {
        writeWithUnfinished(batch, lines, ended.iterator());
      }
      return new BatchFiles(
          keep(batch, output, "_output.jsonl"), keep(batch, errors, "_error.jsonl"));
    }
  }

  /** Goes through the input file and the results side by side: both are in the order of lines. */
  private void writeWithUnfinished(Batch batch, Lines lines, Iterator<JobResult> ended)
      throws IOException {
    JobResult next = following(ended);
    try (LineReader input =
        new LineReader(contents.open(batch.request().inputFile()), Integer.MAX_VALUE)) {
      InputLine line = input.next();
      while (line != null) {
        if (next != null && line(next).line() == line.number()) {
          lines.write(next);
          next = following(ended);
        } else if (!line.isBlank()) {
          lines.writeUnfinished(line);
        }
        line = input.next();
      }
    } catch (NoSuchFileException gone) {
      // Nobody knows the names of the lines that have not ended.
      if (next != null) {
        lines.write(next);
      }
      lines.writeAll(ended);
    }
  }

  private static @Nullable JobResult following(Iterator<JobResult> ended) {
    return ended.hasNext() ? ended.next() : null;
  }

  private static BatchLine line(JobResult result) {
    return (BatchLine) result.origin();
  }

  private @Nullable FileId keep(Batch batch, ResultFile file, String suffix) throws IOException {
    Long bytes = file.commit();
    if (bytes == null) {
      return null;
    }
    Instant now = clock.instant();
    Duration asked = batch.request().outputExpiresAfter();
    files.delete(file.id());
    files.create(
        new StoredFile(
            file.id(),
            batch.caller(),
            bytes,
            now,
            now.plus(asked == null ? KEPT : asked),
            batch.id().value() + suffix,
            PURPOSE,
            FileStatus.PROCESSED));
    return file.id();
  }

  /** Sorts lines into the two files. */
  private record Lines(Batch batch, ResultFile output, ResultFile errors, Runnable eachLine) {

    void writeAll(Iterator<JobResult> ended) throws IOException {
      while (ended.hasNext()) {
        write(ended.next());
      }
    }

    void write(JobResult result) throws IOException {
      eachLine.run();
      ResultFile file = result.succeeded() ? output : errors;
      JobError error = result.response() == null ? result.error() : null;
      write(file, result.id(), line(result).customId(), result.response(), error);
    }

    void writeUnfinished(InputLine line) throws IOException {
      eachLine.run();
      try {
        RequestLine request = RequestLineReader.read(line);
        JobId id = JobId.ofLine(batch.id(), line.number());
        write(errors, id, request.customId(), null, reason());
      } catch (InvalidLineException changed) {
        throw new IOException("The input file is not what it was when it was checked", changed);
      }
    }

    private static void write(
        ResultFile file,
        JobId id,
        String customId,
        @Nullable JobResponse response,
        @Nullable JobError error)
        throws IOException {
      file.output().write(ResultLine.write(id.value(), customId, response, error));
      file.output().write('\n');
    }

    private JobError reason() {
      return batch.status() == BatchStatus.CANCELLING
          ? JobError.of(
              "batch_cancelled", "This request was not executed because the batch was cancelled.")
          : JobError.of(
              "batch_expired",
              "This request could not be executed before the completion window expired.");
    }
  }
}
