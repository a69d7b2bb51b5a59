package io.cameleer.job.content;

import io.cameleer.job.ContentStorage.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A content on its way into a bucket. One part of it is in memory. */
final class S3Upload extends Upload {

  /** The least that S3 takes as a part that is not the last one. */
  static final int PART_BYTES = 5 * 1024 * 1024;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Part part = new Part();
  private final List<CompletedPart> sent = new ArrayList<>();
  private @Nullable String uploadId;
  private long size;

  S3Upload(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int written = 0;
    while (written < length) {
      if (part.size() == PART_BYTES) {
        attempt(this::sendPart);
      }
      int fitting = Math.min(length - written, PART_BYTES - part.size());
      part.write(bytes, offset + written, fitting);
      written += fitting;
    }
    size += length;
  }

  private void sendPart() {
    if (uploadId == null) {
      uploadId =
          client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    }
    String upload = uploadId;
    int number = sent.size() + 1;
    String tag =
        client
            .uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                part.body())
            .eTag();
    sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    part.reset();
  }

  @Override
  public long commit() throws IOException {
    attempt(this::finish);
    return size;
  }

  private void finish() {
    if (uploadId == null) {
      client.putObject(request -> request.bucket(bucket).key(key), part.body());
      return;
    }
    sendPart();
    String upload = uploadId;
    client.completeMultipartUpload(request ->
        request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(sent)));
    uploadId = null;
  }

  /** Parts that were sent and not put together are taken back. */
  @Override
  public void close() throws IOException {
    if (uploadId != null) {
      String upload = uploadId;
      uploadId = null;
      attempt(() ->
          client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)));
    }
  }

  private static void attempt(Runnable request) throws IOException {
    try {
      request.run();
    } catch (SdkException failure) {
      throw new IOException("The content can't be stored: " + failure.getMessage(), failure);
    }
  }

  /** Bytes that are sent from where they are, without a copy. */
  private static final class Part extends ByteArrayOutputStream {

    RequestBody body() {
      byte[] bytes = buf;
      int length = count;
      return RequestBody.fromContentProvider(
          () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }
  }
}
