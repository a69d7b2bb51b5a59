package io.cameleer.camel;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.EofSensorWatcher;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer, which gives its connection back when it has been read to its end, and
 * drops it when it is aborted or breaks.
 */
final class AnswerEntity extends HttpEntityWrapper implements EofSensorWatcher {

  private final ExecRuntime connection;

  /**
   * A body that is on its way.
   *
   * @param connection the one it comes by
   */
  AnswerEntity(HttpEntity body, ExecRuntime connection) {
    super(body);
    this.connection = connection;
  }

  /** It comes once. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public InputStream getContent() throws IOException {
    return new EofSensorInputStream(super.getContent(), this);
  }

  @Override
  public void writeTo(OutputStream destination) throws IOException {
    giveBackAfter(() -> super.writeTo(destination));
  }

  /** Trailers may follow the end: closing the body reads them. */
  @Override
  public boolean eofDetected(InputStream body) throws IOException {
    giveBackAfter(body);
    return false;
  }

  /** Closing it reads what is left. */
  @Override
  public boolean streamClosed(InputStream body) throws IOException {
    giveBackAfter(body);
    return false;
  }

  @Override
  public boolean streamAbort(InputStream body) {
    connection.discardEndpoint();
    return false;
  }

  /** Like the stream's. */
  @Override
  public void close() throws IOException {
    giveBackAfter(super::close);
  }

  /** Gives the connection back when the end of the body has been reached, else drops it. */
  private void giveBackAfter(Closeable end) throws IOException {
    try {
      end.close();
      connection.releaseEndpoint();
    } finally {
      // Of one that was given back nothing is left to drop.
      connection.discardEndpoint();
    }
  }
}
