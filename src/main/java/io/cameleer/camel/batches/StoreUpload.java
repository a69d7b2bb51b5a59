package io.cameleer.camel.batches;

import io.cameleer.camel.Variables;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.ContentStorage.Upload;
import io.cameleer.job.FileId;
import io.cameleer.job.FileStatus;
import io.cameleer.job.StoreException;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stores the file of an upload as it arrives. One that is refused or breaks off leaves nothing
 * behind.
 */
final class StoreUpload implements Processor {

  private static final Duration USUALLY_KEPT = Duration.ofDays(30);

  private final StoredFiles files;
  private final ContentStorage contents;
  private final long largestFile;

  StoreUpload(StoredFiles files, ContentStorage contents, long largestFile) {
    this.files = files;
    this.contents = contents;
    this.largestFile = largestFile;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    IncomingUpload incoming = exchange.getMessage().getBody(IncomingUpload.class);
    UploadForm form = new UploadForm(largestFile);
    FileId id = FileId.random();
    try (Upload upload = contents.begin(id)) {
      form.read(incoming, upload);
      StoredFile file =
          describe(id, Variables.client(exchange).callerName(), form, upload.commit());
      register(file);
      exchange.getMessage().setBody(file);
    }
  }

  private static StoredFile describe(FileId id, String caller, UploadForm form, long bytes) {
    Instant now = Instant.now();
    Duration kept = form.expiresAfter();
    return new StoredFile(
        id,
        caller,
        bytes,
        now,
        now.plus(kept == null ? USUALLY_KEPT : kept),
        form.filename(),
        form.purpose(),
        FileStatus.PROCESSED);
  }

  private void register(StoredFile file) throws IOException {
    try {
      files.create(file);
    } catch (StoreException unreachable) {
      contents.delete(file.id());
      throw unreachable;
    }
  }
}
