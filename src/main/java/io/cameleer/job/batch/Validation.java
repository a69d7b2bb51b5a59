package io.cameleer.job.batch;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchError;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.ContentStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes the first step of batches: their input files are read and checked. */
public final class Validation {

  private final ContentStorage contents;
  private final BatchLimits limits;
  private final InstantSource clock;

  /** Checks files of this storage by these limits. */
  public Validation(ContentStorage contents, BatchLimits limits, InstantSource clock) {
    this.contents = contents;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Checks the input file of a batch that is validating.
   *
   * @param eachLine called before each line; what it throws ends the check
   * @return the batch as it is after that: in progress, failed or expired
   * @throws IOException where the file can't be read now
   */
  public Batch validate(Batch batch, Runnable eachLine) throws IOException {
    InputCheck check = new InputCheck(batch.request().endpoint(), limits);
    try (InputStream file = contents.open(batch.request().inputFile())) {
      InputCheck.Findings findings = check.check(file, eachLine);
      Instant now = clock.instant();
      if (!findings.errors().isEmpty()) {
        return batch.fail(findings.errors(), now);
      }
      return now.isBefore(batch.times().expiresAt())
          ? batch.start(findings.requests(), findings.model(), now)
          : batch.expire(BatchFiles.NONE, now);
    } catch (NoSuchFileException gone) {
      BatchError error =
          new BatchError("file_not_found", "The input file is gone.", "input_file_id", null);
      return batch.fail(List.of(error), clock.instant());
    }
  }
}
