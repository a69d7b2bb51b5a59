package io.cameleer.camel;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS towards providers, by the JVM's own trust store. Reading that takes a while, and the first
 * provider that needs it is called later than the gateway starts: so it is read beside the start.
 */
final class UpstreamTls implements TlsSocketStrategy {

  private final FutureTask<TlsSocketStrategy> reading =
      new FutureTask<>(DefaultClientTlsStrategy::createDefault);

  /** Begins to read the trust store. */
  UpstreamTls() {
    Thread.ofVirtual().name("trust-store").start(reading);
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    return trusted().upgrade(socket, target, port, attachment, context);
  }

  private TlsSocketStrategy trusted() throws IOException {
    try {
      return reading.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the trust store was read", interrupted);
    } catch (ExecutionException unreadable) {
      throw new IOException("the JVM's trust store can't be read", unreadable.getCause());
    }
  }
}
