package io.cameleer.camel.batches;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/**
 * An upload as the parser of forms sees it.
 *
 * @param upload what came in
 * @param body its body
 */
record UploadedBody(IncomingUpload upload, InputStream body) implements UploadContext {

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public @Nullable String getContentType() {
    return upload.contentType();
  }

  @Override
  public int getContentLength() {
    return (int) Math.min(Integer.MAX_VALUE, contentLength());
  }

  @Override
  public long contentLength() {
    return upload.contentLength();
  }

  @Override
  public InputStream getInputStream() {
    return body;
  }
}
