package io.cameleer.camel.batches;

import io.cameleer.api.FilePurpose;
import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.job.Batch;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.Batches;
import io.cameleer.job.StoredFile;
import io.cameleer.job.StoredFiles;
import io.cameleer.job.batch.BatchNotes;
import io.cameleer.routing.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a batch of the request in the body; its file is looked at later. */
final class CreateBatch implements Processor {

  private static final String INPUT_FILE = "input_file_id";

  private final Batches batches;
  private final StoredFiles files;
  private final Duration window;

  /**
   * Makes batches of these files.
   *
   * @param window how long a batch may take
   */
  CreateBatch(Batches batches, StoredFiles files, Duration window) {
    this.batches = batches;
    this.files = files;
    this.window = window;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    BatchRequest asked = exchange.getMessage().getBody(BatchRequest.class);
    String caller = client.callerName();
    checkInput(caller, asked);
    BatchRequest noted = withNotes(asked, client.caller().surroundings());
    Instant now = Instant.now();
    Batch batch = Batch.create(caller, noted, now, now.plus(window));
    batches.create(batch);
    exchange.getMessage().setBody(batch);
  }

  private void checkInput(String caller, BatchRequest asked) {
    StoredFile input =
        files
            .find(caller, asked.inputFile())
            .orElseThrow(
                () -> invalid("There is no file '" + asked.inputFile() + "'. Upload it first."));
    if (!input.purpose().equals(FilePurpose.BATCH)) {
      throw invalid(
          "The file '%s' has the purpose '%s'; the input of a batch has 'batch'."
              .formatted(input.id(), input.purpose()));
    }
  }

  /** What the client's headers say of calls holds for those of the batch, and is to be seen. */
  private static BatchRequest withNotes(BatchRequest asked, Surroundings said) {
    Map<String, String> metadata = new HashMap<>(asked.metadata());
    if (!said.tags().isEmpty()) {
      metadata.put(BatchNotes.TAG, String.join(",", said.tags()));
    }
    if (!said.regions().isEmpty()) {
      metadata.put(BatchNotes.REGION, String.join(",", said.regions()));
    }
    return new BatchRequest(
        asked.endpoint(),
        asked.inputFile(),
        asked.completionWindow(),
        metadata,
        asked.outputExpiresAfter());
  }

  private static CallFailedException invalid(String message) {
    return new CallFailedException(Failure.badRequest("invalid_value", INPUT_FILE, message));
  }
}
