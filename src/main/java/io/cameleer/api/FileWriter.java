package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.job.FileId;
import io.cameleer.job.Page;
import io.cameleer.job.StoredFile;
import io.cameleer.json.Json;

/** Writes OpenAI's file objects. */
public final class FileWriter {

  private static final String OBJECT = "file";

  private FileWriter() {}

  /** The object of a file. */
  public static ObjectNode file(StoredFile file) {
    ObjectNode node =
        Json.object()
            .put("id", file.id().value())
            .put("object", OBJECT)
            .put("bytes", file.bytes())
            .put("created_at", file.createdAt().getEpochSecond());
    return ListWriter.seconds(node, "expires_at", file.expiresAt())
        .put("filename", file.filename())
        .put("purpose", file.purpose())
        .put("status", file.status().wireName())
        .putNull("status_details");
  }

  /** A list of files. */
  public static ObjectNode files(Page<StoredFile> files) {
    return ListWriter.list(files, FileWriter::file);
  }

  /** What is said of a file that has just been deleted. */
  public static ObjectNode deleted(FileId id) {
    return Json.object().put("id", id.value()).put("object", OBJECT).put("deleted", true);
  }
}
