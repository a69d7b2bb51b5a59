package io.cameleer.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on a real socket that answers, or fails to, as a test wants. */
public final class ScriptedUpstream implements AutoCloseable {

  /**
   * A request as it arrived.
   *
   * @param target path and query
   * @param headers by lower-case name
   */
  public record Request(String method, String target, Map<String, String> headers, byte[] body) {}

  /** What the provider does with a request; it may write anything, wait, or close. */
  @FunctionalInterface
  public interface Script {
    /** Answers on the raw connection; the connection is kept only if this returns normally. */
    void answer(Request request, Connection connection) throws Exception;
  }

  /** The raw connection. */
  public record Connection(Socket socket, InputStream in, OutputStream out) {

    /** A whole answer with a length. */
    public void reply(int status, Map<String, String> headers, byte[] body) throws IOException {
      head(status, headers, "Content-Length: " + body.length);
      out.write(body);
      out.flush();
    }

    /** The head of a chunked answer. */
    public void open(int status, Map<String, String> headers) throws IOException {
      head(status, headers, "Transfer-Encoding: chunked");
      out.flush();
    }

    /** One chunk, sent at once. */
    public void chunk(byte[] bytes) throws IOException {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /** One chunk of text. */
    public void chunk(String text) throws IOException {
      chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The proper end of a chunked answer. */
    public void end() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /** Waits until the other side closes; true if it did. */
    public boolean awaitClose() {
      try {
        return in.read() < 0;
      } catch (IOException reset) {
        return true;
      }
    }

    /** Whether the other side closes before the socket's own timeout is over. */
    public boolean closedWithinTimeout() throws IOException {
      try {
        return in.read() < 0;
      } catch (SocketTimeoutException stillOpen) {
        return false;
      }
    }

    private void head(int status, Map<String, String> headers, String framing) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n" + framing + "\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final ServerSocket server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Script script;

  /** Starts on a free port. */
  public ScriptedUpstream() {
    this((request, connection) -> connection.reply(404, Map.of(), new byte[0]));
  }

  /** Starts on a free port. */
  public ScriptedUpstream(Script script) {
    this(0, script);
  }

  /** Starts on that port. */
  public ScriptedUpstream(int port, Script script) {
    this.script = script;
    try {
      server = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
    } catch (IOException unavailable) {
      throw new UncheckedIOException(unavailable);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** What comes next; forgets the requests so far. */
  public void script(Script next) {
    requests.clear();
    script = next;
  }

  /** The requests since the last {@link #script}. */
  public List<Request> requests() {
    return requests;
  }

  /** How many connections there have been, whether or not a request came over them. */
  public int connections() {
    return connections.get();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Connection connection = new Connection(socket, in, socket.getOutputStream());
      for (Request request = read(in); request != null; request = read(in)) {
        requests.add(request);
        script.answer(request, connection);
      }
    } catch (Exception brokenOff) {
      // The test that broke it knows; closing the socket is all that is left to do.
    } finally {
      open.remove(socket);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null || start.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    String[] words = start.split(" ");
    return new Request(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException alreadyClosed) {
      throw new UncheckedIOException(alreadyClosed);
    }
  }
}
