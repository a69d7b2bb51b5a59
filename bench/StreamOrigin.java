import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider for the stream benchmark. It answers each {@code POST} with an OpenAI chat-completion
 * stream; a message of the request must say {@code stream 17 of 1200 tokens}.
 *
 * <p>Every token is one chunk: its text is the stream's number, the token's own number from 0, when
 * it was sent and how long after it was due, both in microseconds (of {@link System#nanoTime},
 * which on Linux is one clock for all processes). One thread serves all streams. Time is cut into
 * milliseconds and every stream has its own within the interval between two tokens, so that the
 * work is spread evenly.
 *
 * <p>Arguments: the port on the loopback interface, and the milliseconds between two tokens.
 */
public final class StreamOrigin {

  private static final long SLOT_NANOS = 1_000_000;
  private static final int BACKLOG = 4096;
  private static final int LARGEST_READ = 64 * 1024;
  private static final int LARGEST_WRITE = 4 * 1024;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final List<List<Connection>> slots = new ArrayList<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_READ);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LARGEST_WRITE);
  private int streamsStarted;

  private StreamOrigin(int port, int intervalMillis) throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress("127.0.0.1", port), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    for (int slot = 0; slot < intervalMillis; slot++) {
      slots.add(new ArrayList<>());
    }
  }

  public static void main(String[] arguments) throws IOException {
    new StreamOrigin(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).run();
  }

  private void run() throws IOException {
    long due = System.nanoTime();
    for (int slot = 0; ; slot = (slot + 1) % slots.size(), due += SLOT_NANOS) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        selector.select(this::serve, wait / SLOT_NANOS + 1);
      }
      sendTokens(slots.get(slot), due);
      if (slot == 0) {
        selector.selectNow(this::serve); // also when late all the time
      }
    }
  }

  private static void sendTokens(List<Connection> streams, long due) {
    for (int i = streams.size() - 1; i >= 0; i--) {
      Connection stream = streams.get(i);
      if (!stream.sendNext(due)) {
        streams.set(i, streams.getLast());
        streams.removeLast();
      }
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
        return;
      }
      Connection connection = (Connection) key.attachment();
      if (key.isReadable() && connection.requestRead()) {
        slots.get(streamsStarted++ % slots.size()).add(connection);
      }
      if (key.isValid() && key.isWritable()) {
        connection.flush();
      }
    } catch (IOException gone) {
      ((Connection) key.attachment()).close();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
      channel.configureBlocking(false);
      channel.socket().setTcpNoDelay(true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      key.attach(new Connection(channel, key));
    }
  }

  /** One connection, which carries one stream after another. */
  private final class Connection {

    private static final Pattern LENGTH =
        Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)\\r\\n");
    private static final Pattern ORDER = Pattern.compile("stream (\\d+) of (\\d+) tokens");
    private static final byte[] HEAD =
        """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        Transfer-Encoding: chunked\r
        \r
        """
            .getBytes(US_ASCII);
    private static final byte[] EVENT_END =
        "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n".getBytes(US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final StringBuilder request = new StringBuilder();
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private byte[] eventStart = {};
    private int stream;
    private int tokens;
    private int sent;

    Connection(SocketChannel channel, SelectionKey key) {
      this.channel = channel;
      this.key = key;
    }

    /** Reads what there is; true when a request is complete and its stream begins. */
    boolean requestRead() throws IOException {
      incoming.clear();
      if (channel.read(incoming) < 0) {
        close();
        return false;
      }
      request.append(US_ASCII.decode(incoming.flip()));
      int headEnd = request.indexOf("\r\n\r\n") + 4;
      if (headEnd < 4) {
        return false;
      }
      Matcher length = LENGTH.matcher(request);
      if (!length.find()) {
        throw new IOException("a request without Content-Length");
      }
      if (request.length() < headEnd + Integer.parseInt(length.group(1))) {
        return false;
      }
      Matcher order = ORDER.matcher(request);
      if (!order.find(headEnd)) {
        throw new IOException("a request for no stream");
      }
      begin(Integer.parseInt(order.group(1)), Integer.parseInt(order.group(2)));
      request.setLength(0);
      return true;
    }

    private void begin(int stream, int tokens) throws IOException {
      this.stream = stream;
      this.tokens = tokens;
      sent = 0;
      String start = chunkStart() + "\"choices\":[{\"index\":0,\"delta\":{";
      eventStart = (start + "\"content\":\"").getBytes(US_ASCII);
      outgoing.clear().put(HEAD);
      putEvent(
          start
              + "\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},"
              + "\"logprobs\":null,\"finish_reason\":null}]}");
      write();
    }

    private String chunkStart() {
      return "data: {\"id\":\"chatcmpl-"
          + stream
          + "\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1760000000,\"model\":\"gpt-4.1-mini\",";
    }

    /** Sends the next token, or the end; false when the stream has ended. */
    boolean sendNext(long due) {
      try {
        if (!channel.isOpen()) {
          return false;
        }
        if (unsent.hasRemaining()) {
          return true; // the reader is behind: this token goes in the next turn
        }
        outgoing.clear();
        boolean more = sent < tokens;
        if (more) {
          putToken(due);
        } else {
          putEnd();
        }
        write();
        return more;
      } catch (IOException gone) {
        close();
        return false;
      }
    }

    private void putToken(long due) {
      int start = outgoing.position();
      outgoing.position(start + 6).put(eventStart);
      long now = System.nanoTime();
      putNumber(stream);
      putNumber(sent++);
      putNumber(now / 1000);
      putNumber((now - due) / 1000);
      outgoing.put(EVENT_END);
      putChunkSize(start);
    }

    private void putEnd() {
      putEvent(
          chunkStart()
              + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,"
              + "\"finish_reason\":\"stop\"}]}");
      putEvent(
          chunkStart()
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":"
              + tokens
              + ",\"total_tokens\":"
              + (12 + tokens)
              + "}}");
      putEvent("data: [DONE]");
      outgoing.put("0\r\n\r\n".getBytes(US_ASCII));
    }

    private void putEvent(String event) {
      int start = outgoing.position();
      outgoing.position(start + 6).put(event.getBytes(US_ASCII)).put((byte) '\n').put((byte) '\n');
      putChunkSize(start);
    }

    /** Completes the chunk that began at this place: its size, in four digits, goes before it. */
    private void putChunkSize(int start) {
      int size = outgoing.position() - start - 6;
      for (int digit = 0; digit < 4; digit++) {
        outgoing.put(start + digit, (byte) Character.forDigit(size >> 4 * (3 - digit) & 15, 16));
      }
      outgoing
          .put(start + 4, (byte) '\r')
          .put(start + 5, (byte) '\n')
          .put((byte) '\r')
          .put((byte) '\n');
    }

    private void putNumber(long number) {
      long divisor = 1;
      while (number / divisor >= 10) {
        divisor *= 10;
      }
      for (; divisor > 0; divisor /= 10) {
        outgoing.put((byte) ('0' + number / divisor % 10));
      }
      outgoing.put((byte) ' ');
    }

    private void write() throws IOException {
      channel.write(outgoing.flip());
      if (outgoing.hasRemaining()) {
        unsent = ByteBuffer.allocate(outgoing.remaining()).put(outgoing).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    }

    /** Goes on with what the socket had no room for. */
    void flush() throws IOException {
      channel.write(unsent);
      if (!unsent.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ);
      }
    }

    void close() {
      try {
        channel.close();
      } catch (IOException alreadyGone) {
        key.cancel();
      }
    }
  }
}
