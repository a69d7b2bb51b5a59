package io.cameleer.camel.batches;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.Batches;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Deletes the file in the body, unless a batch that is not over needs it. */
final class DeleteFile implements Processor {

  private final StoredFiles files;
  private final ContentStorage contents;
  private final Batches batches;

  DeleteFile(StoredFiles files, ContentStorage contents, Batches batches) {
    this.files = files;
    this.contents = contents;
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    StoredFile file = exchange.getMessage().getBody(StoredFile.class);
    boolean needed =
        batches.unfinished().stream()
            .anyMatch(batch -> batch.request().inputFile().equals(file.id()));
    if (needed) {
      throw new CallFailedException(
          Failure.of(
              409,
              "invalid_request_error",
              "file_in_use",
              "A batch that is not over needs this file. Cancel the batch, or wait for its end.",
              FailureClass.BAD_REQUEST));
    }
    contents.delete(file.id());
    files.delete(file.id());
  }
}
