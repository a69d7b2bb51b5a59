package io.cameleer.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The built-in provider: speaks OpenAI's chat completions and embeddings over real HTTP on
 * 127.0.0.1, so that the gateway can be tried, and its routes and limits tested, without a key or a
 * bill. Takes any key. {@link SandboxModel} lists its models. Thread-safe.
 */
public final class SandboxServer implements AutoCloseable {

  /**
   * The JDK's server reads this once, when the first of its kind is made in a process. Without it
   * small events would wait for the client to acknowledge the one before, up to 40 ms each.
   */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private static final int GRACE_SECONDS = 1;

  private final HttpServer server;
  private final ExecutorService executor;
  private final SandboxHandler handler;

  private SandboxServer(HttpServer server, ExecutorService executor, SandboxHandler handler) {
    this.server = server;
    this.executor = executor;
    this.handler = handler;
  }

  /**
   * Starts a server on a free port.
   *
   * @throws UncheckedIOException where there is none
   */
  public static SandboxServer start() {
    return start(SandboxPauses.DEFAULT);
  }

  static SandboxServer start(SandboxPauses pauses) {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      ExecutorService executor =
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-", 0).factory());
      SandboxHandler handler =
          new SandboxHandler(new SandboxAnswers(InstantSource.system()), pauses);
      server.createContext("/", handler);
      server.setExecutor(executor);
      server.start();
      return new SandboxServer(server, executor, handler);
    } catch (IOException noPort) {
      throw new UncheckedIOException("The sandbox found no port to listen on", noPort);
    }
  }

  /** The base URL for a provider's configuration, {@code /v1} included. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** How many calls are being answered. */
  int callsInFlight() {
    return handler.callsInFlight();
  }

  /** Takes no more calls, gives those in flight a second to end, and cuts the rest off. */
  @Override
  public void close() {
    server.stop(GRACE_SECONDS);
    executor.shutdownNow();
  }
}
