package io.cameleer.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A streamed call on a raw socket: sees what arrives when, and can leave at any moment. */
final class RawCall implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private final List<String> head = new ArrayList<>();

  private RawCall(Socket socket) throws IOException {
    this.socket = socket;
    this.in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Sends a chat request; nothing is read yet.
   *
   * @param headers further headers, each a whole line
   */
  static RawCall chat(String gatewayUrl, String json, String... headers) throws IOException {
    URI url = URI.create(gatewayUrl);
    Socket socket = new Socket(url.getHost(), url.getPort());
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: gateway\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s\r
        """
            .formatted(
                body.length,
                Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining()));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
    return new RawCall(socket);
  }

  /** Waits for the head of the answer: the status line and the headers. */
  List<String> head() throws IOException {
    if (head.isEmpty()) {
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
    }
    return head;
  }

  /** Waits for the next line of an event or a comment; null at the end of the answer. */
  String nextLine() throws IOException {
    head();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("0")) {
        return null;
      }
      if (line.startsWith("data:") || line.startsWith(":")) {
        return line;
      }
    }
    return null;
  }

  /** All remaining lines of events and comments. */
  List<String> remainingLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = nextLine(); line != null; line = nextLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Whether something has arrived that was not read yet. */
  boolean somethingArrived() throws IOException {
    return socket.getInputStream().available() > 0 || in.ready();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
