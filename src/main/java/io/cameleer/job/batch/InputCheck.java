package io.cameleer.job.batch;

import io.cameleer.job.BatchError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the input file of a batch. What is looked at is whether each line is a request to the
 * batch's endpoint, under a name of its own; whether the request can be answered is found out when
 * it is called. Not thread-safe; for one file.
 */
final class InputCheck {

  private static final int LONGEST_CUSTOM_ID = 512;

  private final String endpoint;
  private final BatchLimits limits;
  private final Set<String> customIds = new HashSet<>();
  private final List<BatchError> errors = new ArrayList<>();
  private int requests;
  private long inputs;
  private @Nullable String model;
  private boolean models;

  /** Checks by these limits against this endpoint. */
  InputCheck(String endpoint, BatchLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
  }

  /**
   * What there is to say about a file.
   *
   * @param requests how many it has
   * @param model the model that all of them name, or null
   * @param errors what is wrong with it; empty where it can be used
   */
  record Findings(int requests, @Nullable String model, List<BatchError> errors) {}

  /**
   * Checks a file, which is closed.
   *
   * @param eachLine called before each line
   * @throws IOException where it can't be read
   */
  Findings check(InputStream file, Runnable eachLine) throws IOException {
    try (LineReader lines = new LineReader(file, limits.lineBytes())) {
      InputLine line = lines.next();
      while (line != null && errors.size() < limits.errors() && requests <= limits.requests()) {
        eachLine.run();
        if (!line.isBlank()) {
          requests++;
          check(line);
        }
        line = lines.next();
      }
    }
    checkSize();
    return new Findings(requests, models ? null : model, List.copyOf(errors));
  }

  private void check(InputLine line) {
    try {
      RequestLine request = RequestLineReader.read(line);
      checkCall(request);
      checkName(request);
      note(request.body());
    } catch (InvalidLineException invalid) {
      errors.add(invalid.error());
    }
  }

  private void checkCall(RequestLine request) throws InvalidLineException {
    if (request.method() == null) {
      throw InvalidLineException.missing("method", request.number());
    }
    if (!request.method().equals("POST")) {
      throw new InvalidLineException(
          "invalid_method", "The method of a request must be POST.", "method", request.number());
    }
    if (request.url() == null) {
      throw InvalidLineException.missing("url", request.number());
    }
    if (!request.url().equals(endpoint)) {
      throw new InvalidLineException(
          "url_mismatch",
          "The URL of this request does not match the batch's endpoint, " + endpoint + ".",
          "url",
          request.number());
    }
    if (request.body().streamed()) {
      throw new InvalidLineException(
          "invalid_value",
          "Requests of a batch can't be streamed.",
          "body.stream",
          request.number());
    }
  }

  private void checkName(RequestLine request) throws InvalidLineException {
    String name = request.customId();
    if (name.length() > LONGEST_CUSTOM_ID) {
      throw new InvalidLineException(
          "invalid_value",
          "A custom_id has at most " + LONGEST_CUSTOM_ID + " characters.",
          "custom_id",
          request.number());
    }
    if (!customIds.add(name)) {
      throw new InvalidLineException(
          "duplicate_custom_id",
          "The custom_id '%s' for this request is a duplicate of another request. The custom_id parameter must be unique for each request in a batch."
              .formatted(name),
          "custom_id",
          request.number());
    }
  }

  private void note(RequestLine.Body body) {
    if (customIds.size() == 1) {
      model = body.model();
    } else if (body.model() == null || !body.model().equals(model)) {
      models = true;
    }
    inputs += body.inputs();
  }

  private void checkSize() {
    if (requests == 0) {
      errors.add(new BatchError("empty_file", "The input file has no requests.", null, null));
    }
    if (requests > limits.requests()) {
      errors.add(
          new BatchError(
              "too_many_tasks",
              "The input file has more than %,d requests.".formatted(limits.requests()),
              null,
              null));
    }
    if (inputs > limits.embeddingInputs()) {
      errors.add(
          new BatchError(
              "too_many_inputs",
              "The requests of the input file have more than %,d inputs in total."
                  .formatted(limits.embeddingInputs()),
              "body.input",
              null));
    }
  }
}
