package io.cameleer.camel.batches;

import io.cameleer.job.Batches;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Deletes files whose time is up, but not those that a batch needs that is not over. */
final class DeleteExpiredFiles implements Processor {

  private static final int PORTION = 200;

  private final StoredFiles files;
  private final ContentStorage contents;
  private final Batches batches;

  DeleteExpiredFiles(StoredFiles files, ContentStorage contents, Batches batches) {
    this.files = files;
    this.contents = contents;
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Set<FileId> needed =
        batches.unfinished().stream()
            .map(batch -> batch.request().inputFile())
            .collect(Collectors.toSet());
    for (StoredFile file : files.expired(PORTION + needed.size())) {
      if (!needed.contains(file.id())) {
        contents.delete(file.id());
        files.delete(file.id());
      }
    }
  }
}
