import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The client of the stream benchmark: opens many streams, each on a connection of its own, and
 * checks token by token that each gets what {@link StreamOrigin} sends for it: all its tokens, in
 * order, none of another stream, then a finish reason, a usage that counts the tokens, and {@code
 * [DONE]}. One thread serves all streams.
 *
 * <p>Arguments: the port on the loopback interface; the model; how many streams; tokens of each;
 * milliseconds between two tokens; milliseconds over which the streams are opened; the key.
 *
 * <p>Prints one figure per line, then the first fault found. Exit status 1 when any stream was not
 * faultless.
 */
public final class StreamClient {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int LONGEST_SELECT_MILLIS = 100;

  private final Plan plan;
  private final Tally tally;
  private final Selector selector;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024);
  private final Stream[] streams;
  private int open;

  private StreamClient(Plan plan) throws IOException {
    this.plan = plan;
    tally = new Tally(plan);
    selector = Selector.open();
    streams = new Stream[plan.streams];
  }

  public static void main(String[] arguments) throws IOException {
    Plan plan = Plan.of(arguments);
    System.exit(new StreamClient(plan).run() ? 0 : 1);
  }

  private boolean run() throws IOException {
    long start = System.nanoTime();
    long deadline = start + plan.nanos() + PATIENCE_NANOS;
    int opened = 0;
    while ((opened < plan.streams || open > 0) && System.nanoTime() < deadline) {
      while (opened < plan.streams && System.nanoTime() - start >= plan.opensAfterNanos(opened)) {
        streams[opened] = open(opened);
        opened++;
      }
      selector.select(this::serve, opened < plan.streams ? 1 : LONGEST_SELECT_MILLIS);
    }
    for (Stream stream : streams) {
      tally.count(stream);
    }
    tally.print();
    return tally.faultless();
  }

  private Stream open(int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    Stream stream = new Stream(number, channel);
    channel.register(selector, SelectionKey.OP_CONNECT, stream);
    channel.connect(new InetSocketAddress("127.0.0.1", plan.port));
    open++;
    return stream;
  }

  private void serve(SelectionKey key) {
    Stream stream = (Stream) key.attachment();
    try {
      if (key.isConnectable()) {
        stream.channel.finishConnect();
        stream.channel.write(ByteBuffer.wrap(plan.request(stream.number)));
        key.interestOps(SelectionKey.OP_READ);
      } else {
        incoming.clear();
        int read = stream.channel.read(incoming);
        if (read < 0) {
          stream.fault("the connection ended early");
        }
        stream.reader.read(incoming.flip(), System.nanoTime() / 1000);
      }
    } catch (IOException | NumberFormatException cut) {
      stream.fault(cut.toString());
    }
    if (stream.fault != null || stream.reader.ended()) {
      close(stream);
    }
  }

  private void close(Stream stream) {
    open--;
    tally.ended();
    try {
      stream.channel.close();
    } catch (IOException alreadyGone) {
      stream.fault(alreadyGone.toString());
    }
  }

  /** What is to be done. */
  private record Plan(
      int port,
      String model,
      int streams,
      int tokens,
      int intervalMillis,
      int rampMillis,
      String key) {

    static Plan of(String[] arguments) {
      int[] numbers = new int[6];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = i == 1 ? 0 : Integer.parseInt(arguments[i]);
      }
      return new Plan(
          numbers[0], arguments[1], numbers[2], numbers[3], numbers[4], numbers[5], arguments[6]);
    }

    long nanos() {
      return 1_000_000L * (rampMillis + (long) tokens * intervalMillis);
    }

    long opensAfterNanos(int stream) {
      return 1_000_000L * rampMillis * stream / streams;
    }

    byte[] request(int stream) {
      String body =
          """
          {"model":"%s","messages":[{"role":"system","content":"You count."},\
          {"role":"user","content":"stream %d of %d tokens"}],\
          "stream":true,"stream_options":{"include_usage":true}}\
          """
              .formatted(model, stream, tokens);
      String head =
          """
          POST /v1/chat/completions HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          Authorization: Bearer %s\r
          Content-Type: application/json\r
          Content-Length: %d\r
          \r
          """
              .formatted(port, key, body.length());
      return (head + body).getBytes(US_ASCII);
    }
  }

  /** The figures of all streams. */
  private static final class Tally {

    private final Plan plan;
    private final int[] delays;
    private final int[] lateness;
    private int tokens;
    private int begun;
    private int ended;
    private Mark allBegun;
    private Mark firstEnded;
    private int complete;
    private long lost;
    private long reordered;
    private long duplicated;
    private long foreign;
    private String firstFault;

    Tally(Plan plan) {
      this.plan = plan;
      delays = new int[plan.streams * plan.tokens];
      lateness = new int[delays.length];
    }

    /** Notes when a token that belongs to its stream came, all in microseconds. */
    void token(long delay, long late) {
      if (tokens < delays.length) {
        delays[tokens] = (int) Math.min(delay, Integer.MAX_VALUE);
        lateness[tokens++] = (int) Math.min(late, Integer.MAX_VALUE);
      }
    }

    void begun() {
      if (++begun == plan.streams) {
        allBegun = new Mark(System.nanoTime(), tokens);
      }
    }

    void ended() {
      if (++ended == 1) {
        firstEnded = new Mark(System.nanoTime(), tokens);
      }
    }

    void count(Stream stream) {
      String fault = stream == null ? "never opened" : stream.verdict();
      if (fault == null) {
        complete++;
      } else if (firstFault == null) {
        firstFault = stream == null ? fault : "stream " + stream.number + ": " + fault;
      }
      lost += stream == null ? plan.tokens : plan.tokens - stream.received.cardinality();
      if (stream != null) {
        reordered += stream.reordered;
        duplicated += stream.duplicated;
        foreign += stream.foreign;
      }
    }

    boolean faultless() {
      return complete == plan.streams;
    }

    void print() {
      Arrays.sort(delays, 0, tokens);
      Arrays.sort(lateness, 0, tokens);
      print("streams", plan.streams);
      print("complete", complete);
      print("tokens", tokens);
      print("lost", lost);
      print("reordered", reordered);
      print("duplicated", duplicated);
      print("foreign", foreign);
      if (allBegun != null && firstEnded != null && firstEnded.nanos > allBegun.nanos) {
        print("tokens_per_second", allBegun.tokensPerSecondUntil(firstEnded));
      }
      if (tokens > 0) {
        print("delay_p50_us", delays[tokens / 2]);
        print("delay_p99_us", delays[(int) (tokens * 0.99)]);
        print("delay_max_us", delays[tokens - 1]);
        print("origin_late_p99_us", lateness[(int) (tokens * 0.99)]);
      }
      if (firstFault != null) {
        System.out.println("fault " + firstFault);
      }
    }

    private static void print(String name, long figure) {
      System.out.println(name + " " + figure);
    }
  }

  /** How many tokens had come at a time. */
  private record Mark(long nanos, int tokens) {

    long tokensPerSecondUntil(Mark later) {
      return Math.round((later.tokens - tokens) * 1e9 / (later.nanos - nanos));
    }
  }

  /** One stream: what came of it, and what was wrong with it. */
  private final class Stream {

    private static final byte[] CONTENT = "\"content\":\"".getBytes(US_ASCII);
    private static final byte[] FINISHED = "\"finish_reason\":\"stop\"".getBytes(US_ASCII);
    private static final byte[] USAGE = "\"completion_tokens\":".getBytes(US_ASCII);
    private static final byte[] DONE = "data: [DONE]".getBytes(US_ASCII);
    private static final byte[] ERROR = "\"error\":".getBytes(US_ASCII);

    private final int number;
    private final SocketChannel channel;
    private final EventReader reader = new EventReader(this);
    private final BitSet received = new BitSet(plan.tokens);
    private int next;
    private int reordered;
    private int duplicated;
    private int foreign;
    private boolean finished;
    private boolean counted;
    private boolean done;
    private String fault;

    Stream(int number, SocketChannel channel) {
      this.number = number;
      this.channel = channel;
    }

    /** Takes one line of the event stream. */
    void line(Line line, long nowMicros) {
      int content = line.after(CONTENT, 0);
      if (content >= 0 && line.isDigit(content)) {
        line.at(content);
        token(
            line.nextNumber(),
            (int) line.nextNumber(),
            nowMicros - line.nextNumber(),
            line.nextNumber());
      } else if (line.after(FINISHED, 0) >= 0) {
        finished = true;
      } else if (line.after(USAGE, 0) >= 0) {
        line.at(line.after(USAGE, 0));
        counted = finished && line.nextNumber() == plan.tokens;
      } else if (line.after(DONE, 0) >= 0) {
        done = finished && counted;
      } else if (line.after(ERROR, 0) >= 0) {
        fault(line.text());
      }
    }

    private void token(long stream, int token, long delay, long late) {
      if (stream != number || token >= plan.tokens) {
        foreign++;
        return;
      }
      if (received.isEmpty()) {
        tally.begun();
      }
      if (received.get(token)) {
        duplicated++;
      } else if (token < next || finished) {
        reordered++;
      }
      received.set(token);
      next = Math.max(next, token + 1);
      tally.token(delay, late);
    }

    /** Keeps the first fault. */
    void fault(String description) {
      if (fault == null) {
        fault = description;
      }
    }

    /** What was wrong, or null for a faultless stream. */
    String verdict() {
      if (fault != null) {
        return fault + ", after " + received.cardinality() + " tokens";
      }
      if (received.cardinality() < plan.tokens) {
        return "only " + received.cardinality() + " tokens";
      }
      if (reordered + duplicated + foreign > 0) {
        return "tokens out of order, twice or of another stream";
      }
      if (!finished || !counted || !done) {
        return "finish reason, usage or [DONE] missing, wrong or out of order";
      }
      return reader.ended() ? null : "the response has no end";
    }
  }

  /** Takes an HTTP response with a chunked body apart into lines. */
  private static final class EventReader {

    private enum Place {
      HEAD,
      CHUNK_SIZE,
      CHUNK,
      CHUNK_END,
      TRAILER,
      ENDED
    }

    private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);

    private final Stream stream;
    private final Line frame = new Line();
    private final Line event = new Line();
    private Place place = Place.HEAD;
    private boolean statusRead;
    private int chunkLeft;

    EventReader(Stream stream) {
      this.stream = stream;
    }

    boolean ended() {
      return place == Place.ENDED;
    }

    void read(ByteBuffer bytes, long nowMicros) {
      while (bytes.hasRemaining() && !ended() && stream.fault == null) {
        byte next = bytes.get();
        if (place == Place.CHUNK) {
          chunkByte(next, nowMicros);
        } else if (next != '\n') {
          frame.add(next);
        } else {
          frameLine(bytes);
          frame.clear();
        }
      }
    }

    private void chunkByte(byte next, long nowMicros) {
      if (next == '\n') {
        stream.line(event, nowMicros);
        event.clear();
      } else {
        event.add(next);
      }
      if (--chunkLeft == 0) {
        place = Place.CHUNK_END;
      }
    }

    private void frameLine(ByteBuffer rest) {
      switch (place) {
        case HEAD -> headLine(rest);
        case CHUNK_SIZE -> {
          chunkLeft = Integer.parseInt(frame.text().trim(), 16);
          place = chunkLeft == 0 ? Place.TRAILER : Place.CHUNK;
        }
        case CHUNK_END -> place = Place.CHUNK_SIZE;
        case TRAILER -> place = frame.isBlank() ? Place.ENDED : Place.TRAILER;
        case CHUNK, ENDED -> throw new IllegalStateException(place + " has no lines");
      }
    }

    private void headLine(ByteBuffer rest) {
      if (frame.isBlank()) {
        place = Place.CHUNK_SIZE;
      } else if (!statusRead && frame.after(OK, 0) < 0) {
        stream.fault(frame.text() + US_ASCII.decode(rest));
      }
      statusRead = true;
    }
  }

  /** A line of bytes as it comes in. */
  private static final class Line {

    private byte[] bytes = new byte[512];
    private int length;
    private int position;

    void add(byte next) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = next;
    }

    void clear() {
      length = 0;
    }

    boolean isBlank() {
      return length == 0 || length == 1 && bytes[0] == '\r';
    }

    /** Where the text after the first such marker begins, or -1. */
    int after(byte[] marker, int from) {
      for (int start = from; start + marker.length <= length; start++) {
        int same = 0;
        while (same < marker.length && bytes[start + same] == marker[same]) {
          same++;
        }
        if (same == marker.length) {
          return start + same;
        }
      }
      return -1;
    }

    boolean isDigit(int index) {
      return index < length && bytes[index] >= '0' && bytes[index] <= '9';
    }

    /** Where to read the next number. */
    void at(int index) {
      position = index;
    }

    /** Reads a number and the character after it. */
    long nextNumber() {
      long number = 0;
      while (isDigit(position)) {
        number = 10 * number + bytes[position++] - '0';
      }
      position++;
      return number;
    }

    String text() {
      return new String(bytes, 0, length, US_ASCII);
    }
  }
}
