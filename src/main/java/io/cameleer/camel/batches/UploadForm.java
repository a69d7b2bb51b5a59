package io.cameleer.camel.batches;

import io.cameleer.api.ExpiresAfter;
import io.cameleer.api.FilePurpose;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.ContentStorage.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase.FileSizeLimitExceededException;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.FileUploadBase.SizeLimitExceededException;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.jspecify.annotations.Nullable;

/** The form of an upload, read as it arrives; its fields may come in any order. For one upload. */
final class UploadForm {

  private static final String FORM = "multipart/form-data";
  private static final String FILE = "file";
  private static final String PURPOSE = "purpose";
  private static final int LONGEST_FIELD = 1_024;
  private static final int MOST_FIELDS = 20;
  private static final int ROOM_FOR_FIELDS = 64 * 1024;

  private final long largestFile;
  private final Map<String, String> fields = new HashMap<>();
  private @Nullable String filename;

  /**
   * Reads a form.
   *
   * @param largestFile how many bytes its file may have
   */
  UploadForm(long largestFile) {
    this.largestFile = largestFile;
  }

  /**
   * Reads it to its end.
   *
   * @param target gets the file
   * @throws CallFailedException where it is no form, or not one with a file for a batch
   * @throws IOException where the file can't be stored
   */
  void read(IncomingUpload upload, Upload target) throws IOException {
    checkType(upload);
    FileUpload reader = new FileUpload();
    reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
    reader.setFileSizeMax(largestFile);
    reader.setSizeMax(largestFile + ROOM_FOR_FIELDS);
    try (InputStream body = upload.body()) {
      FileItemIterator items = reader.getItemIterator(new UploadedBody(upload, body));
      while (items.hasNext()) {
        read(items.next(), target);
      }
      body.transferTo(OutputStream.nullOutputStream());
    } catch (FileUploadException unreadable) {
      throw failure(unreadable);
    } catch (FileUploadIOException unreadable) {
      throw failure(unreadable.getCause());
    } catch (MalformedStreamException | InvalidFileNameException malformed) {
      throw failure(malformed);
    }
    checkFields();
  }

  private static void checkType(IncomingUpload upload) {
    String type = upload.contentType();
    if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      throw new CallFailedException(
          Failure.of(
              415,
              "invalid_request_error",
              "unsupported_media_type",
              "A file is uploaded as a form: 'Content-Type: multipart/form-data'.",
              FailureClass.BAD_REQUEST));
    }
  }

  private void read(FileItemStream item, Upload target) throws IOException {
    String name = item.getFieldName() == null ? "" : item.getFieldName();
    try (InputStream content = item.openStream()) {
      if (!name.equals(FILE)) {
        addField(name, content);
        return;
      }
      if (filename != null) {
        throw invalid("duplicate_parameter", FILE, "The form has more than one 'file'.");
      }
      filename = Filenames.sanitised(item.getName());
      content.transferTo(target);
    }
  }

  private void addField(String name, InputStream content) throws IOException {
    byte[] value = content.readNBytes(LONGEST_FIELD + 1);
    if (value.length > LONGEST_FIELD || fields.size() >= MOST_FIELDS) {
      throw invalid(
          "invalid_value",
          name.length() > 64 ? null : name,
          "A field of the form beside 'file' is too long, or there are too many of them.");
    }
    fields.put(name, new String(value, StandardCharsets.UTF_8));
    if (name.equals(PURPOSE)) {
      // Before the file has been sent for nothing.
      FilePurpose.ofUpload(fields.get(PURPOSE));
    }
  }

  private void checkFields() {
    if (filename == null) {
      throw invalid(
          "missing_required_parameter", FILE, "Missing required parameter: '" + FILE + "'.");
    }
    FilePurpose.ofUpload(fields.get(PURPOSE));
    expiresAfter();
  }

  /** The file's name, safe to be shown. */
  String filename() {
    return filename == null ? "" : filename;
  }

  /** What the file is for. */
  String purpose() {
    return FilePurpose.ofUpload(fields.get(PURPOSE));
  }

  /** How long the file is to be kept, or null where the form does not say. */
  @Nullable Duration expiresAfter() {
    return ExpiresAfter.ofForm(
        fields.get("expires_after[anchor]"), fields.get("expires_after[seconds]"));
  }

  private CallFailedException failure(@Nullable Throwable cause) {
    if (cause instanceof FileSizeLimitExceededException
        || cause instanceof SizeLimitExceededException) {
      return new CallFailedException(
          new Failure(
              413,
              "invalid_request_error",
              "file_too_large",
              FILE,
              "The file is larger than %,d bytes, the limit of this gateway for the input of a"
                      .formatted(largestFile)
                  + " batch.",
              FailureClass.BAD_REQUEST,
              null,
              null));
    }
    return invalid(
        "invalid_multipart", null, "The request's body is not a well-formed multipart form.");
  }

  private static CallFailedException invalid(String code, @Nullable String param, String message) {
    return new CallFailedException(Failure.badRequest(code, param, message));
  }
}
