import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Providers that misbehave as told, for the chaos and the failover benchmark. Each answers OpenAI
 * chat completions and Anthropic messages, whole or as a stream; a message of the request must say
 * {@code call 17 of 12 tokens every 5 ms}.
 *
 * <p>A token says which call it belongs to, which answer of which provider, and its place: {@code
 * c17·a204·3}. The last one has, in place of the latter, the word {@code end}, the CRC-32 of all
 * tokens before it, and, in microseconds of {@link System#nanoTime} (on Linux one clock for all
 * processes): when the request arrived, when this token was written, and how long before the
 * arrival the latest failed attempt at the same call ended here, or fell silent (-1: there was
 * none).
 *
 * <p>A port of its own takes orders: {@code /a/behave/20/all} makes 20 % of provider a's requests
 * fail, with a mix of all faults ({@code fatal}: without those a caller can live with; or names,
 * comma separated); {@code /a/counts} tells what happened so far; {@code /a/close-idle} closes the
 * connections that wait for a request.
 *
 * <p>Arguments: the port for orders, then for each provider a letter and a port, such as {@code
 * a:21000}; all of them on the loopback interface.
 */
public final class ChaosOrigin {

  private static final int BACKLOG = 4096;
  private static final int LONGEST_HANG_MILLIS = 60_000;
  private static final int DRIP_BYTES = 16;
  private static final int DRIP_MILLIS = 5;
  private static final int ENDLESS_DRIP_MILLIS = 100;

  /** When the latest attempt at a call failed, by the call's number. */
  private static final Map<Integer, Long> FAILED_AT = new ConcurrentHashMap<>();

  private ChaosOrigin() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer orders = HttpServer.create(loopback(arguments[0]), 0);
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      Provider provider = new Provider(argument.charAt(0), loopback(argument.substring(2)));
      orders.createContext("/" + provider.name + "/", exchange -> answer(exchange, provider));
      Thread.ofPlatform().name("accept-" + provider.name).start(provider::accept);
    }
    orders.start();
  }

  private static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private static void answer(HttpExchange exchange, Provider provider) throws IOException {
    try (exchange) {
      byte[] answer = utf8(provider.order(exchange.getRequestURI().getPath().substring(2)));
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static long micros() {
    return System.nanoTime() / 1000;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  /** What can go wrong with an answer. The weights are those in a mix. */
  private enum Fault {
    /** The connection is reset as soon as it is accepted; once it is there, as RESET. */
    REFUSED(10),
    /** Reset, or closed, instead of an answer. */
    RESET(10),
    CLOSED(10),
    /** Reset, or closed, halfway through the answer. */
    RESET_MIDWAY(10),
    CLOSED_MIDWAY(10),
    /** Silence: instead of an answer, after its head and what precedes content, or halfway. */
    HANGING(10),
    HANGING_AT_FIRST(10),
    HANGING_MIDWAY(10),
    /** Nothing but signs of life: comments in a stream, blanks before JSON. */
    ENDLESS_DRIP(10),
    /** 500, 502, 503 or 529. */
    UNAVAILABLE(10),
    /** A web page with status 200 or 502. */
    HTML(10),
    /** Status 200 and an error instead of an answer, or halfway through a stream. */
    ERROR_INSIDE(10),
    ERROR_MIDWAY(10),
    /** An answer that ends properly as far as HTTP is concerned, in the midst of JSON. */
    TRUNCATED(10),
    /** A stream without its end: no finish reason, no usage, no terminal event. */
    UNFINISHED(10),
    /** 429 with each kind of hint; rare, since the caller has to leave the provider alone then. */
    THROTTLED(1),
    /** The answer comes a few bytes at a time. */
    SLOW_DRIP(10),
    /** The answer is right, but its connection, said to stay open, is closed. */
    CLOSED_AFTERWARDS(10);

    private final int weight;

    Fault(int weight) {
      this.weight = weight;
    }

    boolean fatal() {
      return this != SLOW_DRIP && this != CLOSED_AFTERWARDS;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fault named(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * How a provider behaves.
   *
   * @param share of faulty answers, in percent
   * @param faults each as often as its weight says
   */
  private record Behaviour(int share, List<Fault> faults) {

    static final Behaviour GOOD = new Behaviour(0, List.of());

    static Behaviour of(int share, String kinds) {
      List<Fault> mix = new ArrayList<>();
      for (Fault fault : chosen(kinds)) {
        for (int i = 0; i < fault.weight; i++) {
          mix.add(fault);
        }
      }
      return new Behaviour(share, mix);
    }

    private static List<Fault> chosen(String kinds) {
      return switch (kinds) {
        case "all" -> List.of(Fault.values());
        case "fatal" -> Arrays.stream(Fault.values()).filter(Fault::fatal).toList();
        default -> Arrays.stream(kinds.split(",")).map(Fault::named).toList();
      };
    }

    /**
     * Whether the next connection is closed on accept. A quarter of the share, for there shall be
     * connections left on which other things go wrong.
     */
    boolean refuses() {
      return faults.contains(Fault.REFUSED) && ThreadLocalRandom.current().nextInt(400) < share;
    }

    /** The next fault, or null for a proper answer. */
    Fault draw() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return random.nextInt(100) < share ? faults.get(random.nextInt(faults.size())) : null;
    }
  }

  /** One provider. */
  private static final class Provider {

    private static final Pattern BEHAVE = Pattern.compile("/behave/(\\d+)/([a-z,-]+)");

    private final char name;
    private final ServerSocket server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicIntegerArray faults = new AtomicIntegerArray(Fault.values().length);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile Behaviour behaviour = Behaviour.GOOD;

    Provider(char name, InetSocketAddress address) throws IOException {
      this.name = name;
      server = new ServerSocket();
      server.bind(address, BACKLOG);
    }

    void accept() {
      while (true) {
        try {
          Socket socket = server.accept();
          if (behaviour.refuses()) {
            count(Fault.REFUSED);
            Connection.reset(socket);
          } else {
            socket.setTcpNoDelay(true);
            Connection connection = new Connection(this, socket);
            connections.add(connection);
            Thread.ofVirtual().start(connection::serve);
          }
        } catch (IOException gone) {
          System.err.println(name + ": " + gone);
        }
      }
    }

    /** The fault for the next request, counted, or null. */
    Fault next() {
      requests.incrementAndGet();
      Fault fault = behaviour.draw();
      return fault == null ? null : count(fault == Fault.REFUSED ? Fault.RESET : fault);
    }

    private Fault count(Fault fault) {
      faults.incrementAndGet(fault.ordinal());
      return fault;
    }

    /** Does as told; the answer is what has been counted so far. */
    String order(String path) {
      Matcher behave = BEHAVE.matcher(path);
      if (behave.matches()) {
        behaviour = Behaviour.of(Integer.parseInt(behave.group(1)), behave.group(2));
      } else if (path.equals("/close-idle")) {
        connections.forEach(Connection::closeIfIdle);
      } else if (!path.equals("/counts")) {
        return "no such order";
      }
      return counts();
    }

    private String counts() {
      StringBuilder text = new StringBuilder();
      text.append("requests ").append(requests).append("\nsilent-now ").append(hanging);
      text.append("\nconnections ").append(connections.size()).append('\n');
      for (Fault fault : Fault.values()) {
        text.append(fault.label()).append(' ').append(faults.get(fault.ordinal())).append('\n');
      }
      return text.toString();
    }
  }

  /** One connection, which carries one call after another. */
  private static final class Connection {

    private static final Pattern LENGTH =
        Pattern.compile("^content-length: *(\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern ORDER =
        Pattern.compile("call (\\d+) of (\\d+) tokens every (\\d+) ms");

    private final Provider provider;
    private final Socket socket;
    private volatile boolean idle = true;

    Connection(Provider provider, Socket socket) {
      this.provider = provider;
      this.socket = socket;
    }

    void serve() {
      try (socket) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        while (answerNext(in, out)) {
          idle = true;
        }
      } catch (IOException gone) {
        // The caller has left, or was thrown out.
      } finally {
        provider.connections.remove(this);
      }
    }

    /** Answers one request; false when the connection has ended. */
    private boolean answerNext(InputStream in, OutputStream out) throws IOException {
      String head = head(in);
      if (head == null) {
        return false;
      }
      idle = false;
      String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
      Matcher length = LENGTH.matcher(head);
      if (!length.find()) {
        throw new IOException("a request without Content-Length");
      }
      String body = new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8);
      Matcher order = ORDER.matcher(body);
      if (!order.find()) {
        throw new IOException("a request for no call");
      }
      Fault fault = provider.next();
      Answer answer =
          new Answer(
              path.endsWith("/messages") ? Dialect.ANTHROPIC : Dialect.OPENAI,
              body.contains("\"stream\":true"),
              Integer.parseInt(order.group(1)),
              "%c%d".formatted(provider.name, provider.requests.get()),
              Integer.parseInt(order.group(2)),
              Integer.parseInt(order.group(3)),
              micros());
      return new Reply(this, in, out, answer).give(fault);
    }

    /** The request line and the headers, or null at the end of the connection. */
    private static String head(InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream(512);
      int ends = 0;
      while (ends < 4) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        head.write(next);
        ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
      }
      return head.toString(UTF_8);
    }

    /** Waits until the caller gives up. */
    void hang(InputStream in) throws IOException {
      provider.hanging.incrementAndGet();
      try {
        socket.setSoTimeout(LONGEST_HANG_MILLIS);
        while (in.read() >= 0) {
          // Whatever it still says.
        }
      } finally {
        provider.hanging.decrementAndGet();
      }
    }

    void closeIfIdle() {
      if (idle) {
        try {
          socket.close();
        } catch (IOException alreadyGone) {
          provider.connections.remove(this);
        }
      }
    }

    static void reset(Socket socket) throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** An answer, or what becomes of it, on its way. */
  private static final class Reply {

    private static final String[] HINTS = {
      "Retry-After: 1\r\n",
      "retry-after-ms: 200\r\n",
      "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 300ms\r\n",
      "date",
      "text",
      ""
    };
    private static final int[] SERVER_ERRORS = {500, 502, 503, 529};

    private final Connection connection;
    private final InputStream in;
    private final OutputStream out;
    private final Answer answer;

    Reply(Connection connection, InputStream in, OutputStream out, Answer answer) {
      this.connection = connection;
      this.in = in;
      this.out = out;
      this.answer = answer;
    }

    /** Writes it; false when the connection ends with it. */
    boolean give(Fault fault) throws IOException {
      if (fault != null && fault.fatal()) {
        return fail(fault);
      }
      if (fault == Fault.SLOW_DRIP) {
        drip();
      } else {
        Long failedAt = FAILED_AT.remove(answer.call);
        begin();
        piece(answer.opening());
        for (int token = 0; token < answer.tokens; token++) {
          sleep(answer.paceMillis);
          piece(answer.token(token));
        }
        piece(answer.lastToken(failedAt == null ? -1 : answer.arrived - failedAt));
        piece(answer.ending());
        end();
      }
      return fault != Fault.CLOSED_AFTERWARDS;
    }

    private boolean fail(Fault fault) throws IOException {
      switch (fault) {
        case HANGING -> connection.hang(in);
        case HANGING_AT_FIRST, ENDLESS_DRIP -> begin();
        case RESET_MIDWAY, CLOSED_MIDWAY, HANGING_MIDWAY, ERROR_MIDWAY, TRUNCATED, UNFINISHED ->
            half();
        default -> {}
      }
      FAILED_AT.put(answer.call, micros());
      return switch (fault) {
        case REFUSED, RESET, RESET_MIDWAY -> {
          Connection.reset(connection.socket);
          yield false;
        }
        case HANGING_AT_FIRST, HANGING_MIDWAY -> {
          connection.hang(in);
          yield false;
        }
        case ENDLESS_DRIP -> {
          dripForever();
          yield false;
        }
        case UNAVAILABLE -> error(SERVER_ERRORS[random(SERVER_ERRORS.length)], "", "is overloaded");
        case THROTTLED -> throttle(HINTS[random(HINTS.length)]);
        case HTML -> plain(random(2) == 0 ? 200 : 502, "", "text/html", "<html>Bad gateway</html>");
        case ERROR_INSIDE -> {
          begin();
          piece(answer.stream ? answer.opening() : new byte[0]);
          piece(answer.error("api_error", "broke"));
          yield end();
        }
        case ERROR_MIDWAY -> {
          piece(answer.error("overloaded_error", "broke in the middle"));
          yield end();
        }
        case TRUNCATED -> {
          byte[] next = answer.token(answer.tokens / 2);
          piece(Arrays.copyOf(next, next.length / 2));
          yield end();
        }
        case UNFINISHED -> end();
        default -> false;
      };
    }

    private static int random(int bound) {
      return ThreadLocalRandom.current().nextInt(bound);
    }

    private void begin() throws IOException {
      String type = answer.stream ? "text/event-stream" : "application/json";
      out.write(
          utf8(
              "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .formatted(type)));
      out.flush();
    }

    private void half() throws IOException {
      begin();
      piece(answer.opening());
      for (int token = 0; token < answer.tokens / 2; token++) {
        sleep(answer.paceMillis);
        piece(answer.token(token));
      }
      out.flush();
    }

    private void piece(byte[] bytes) throws IOException {
      if (bytes.length > 0) {
        out.write(utf8(Integer.toHexString(bytes.length) + "\r\n"));
        out.write(bytes);
        out.write(utf8("\r\n"));
        if (answer.stream) {
          out.flush();
        }
      }
    }

    private boolean end() throws IOException {
      out.write(utf8("0\r\n\r\n"));
      out.flush();
      return true;
    }

    private void drip() throws IOException {
      begin();
      drip(answer.opening());
      for (int token = 0; token < answer.tokens; token++) {
        drip(answer.token(token));
      }
      drip(answer.lastToken(-1));
      drip(answer.ending());
      end();
    }

    private void drip(byte[] bytes) throws IOException {
      for (int from = 0; from < bytes.length; from += DRIP_BYTES) {
        piece(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + DRIP_BYTES)));
        out.flush();
        sleep(DRIP_MILLIS);
      }
    }

    /** Ends when the caller has left: writing fails then. */
    private void dripForever() throws IOException {
      connection.provider.hanging.incrementAndGet();
      try {
        for (int i = 0; i < LONGEST_HANG_MILLIS / ENDLESS_DRIP_MILLIS; i++) {
          piece(answer.stream ? utf8(": still there\n\n") : utf8("\n"));
          out.flush();
          sleep(ENDLESS_DRIP_MILLIS);
        }
      } finally {
        connection.provider.hanging.decrementAndGet();
      }
    }

    private boolean throttle(String hint) throws IOException {
      return switch (hint) {
        case "date" -> {
          ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1);
          String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then);
          yield error(429, "Retry-After: " + date + "\r\n", "has had too many calls");
        }
        case "text" -> error(429, "", "is too many. Please try again in 150ms.");
        default -> error(429, hint, "is too many");
      };
    }

    private boolean error(int status, String headers, String message) throws IOException {
      String type = status == 429 ? "rate_limit_error" : "api_error";
      String body = Answer.error(answer.call, type, message);
      return plain(status, headers, "application/json", body);
    }

    private boolean plain(int status, String headers, String type, String body) throws IOException {
      byte[] bytes = utf8(body);
      out.write(
          utf8(
              "HTTP/1.1 %d -\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                  .formatted(status, type, bytes.length, headers)));
      out.write(bytes);
      out.flush();
      return true;
    }
  }

  /** An answer in pieces: what precedes the tokens, each token, what follows them. */
  private static final class Answer {

    private final Dialect dialect;
    private final boolean stream;
    private final int call;
    private final String name;
    private final int tokens;
    private final int paceMillis;
    private final long arrived;
    private final CRC32 checksum = new CRC32();

    Answer(
        Dialect dialect,
        boolean stream,
        int call,
        String name,
        int tokens,
        int paceMillis,
        long arrived) {
      this.dialect = dialect;
      this.stream = stream;
      this.call = call;
      this.name = name;
      this.tokens = tokens;
      this.paceMillis = paceMillis;
      this.arrived = arrived;
    }

    byte[] opening() {
      return utf8(stream ? dialect.streamOpening(name) : dialect.opening(name));
    }

    /** To be asked for in order, each once: the checksum depends on it. */
    byte[] token(int place) {
      String text = "c%d·%s·%d ".formatted(call, name, place);
      checksum.update(utf8(text));
      return text(text);
    }

    byte[] lastToken(long gapMicros) {
      return text(
          "c%d·%s·end·%08x·%d·%d·%d"
              .formatted(call, name, checksum.getValue(), arrived, micros(), gapMicros));
    }

    private byte[] text(String text) {
      return utf8(stream ? dialect.streamed(name, text) : text);
    }

    byte[] ending() {
      return utf8(stream ? dialect.streamEnding(name, tokens) : dialect.ending(tokens));
    }

    byte[] error(String type, String message) {
      String json = error(call, type, message);
      return utf8(stream ? "event: error\ndata: " + json + "\n\n" : json);
    }

    /** In a form that both dialects understand. */
    static String error(int call, String type, String message) {
      return """
      {"type":"error","error":{"type":"%s","code":null,"message":"Call %d %s"}}\
      """
          .formatted(type, call, message);
    }
  }

  /** How an answer is written. */
  private enum Dialect {
    OPENAI {
      @Override
      String opening(String name) {
        return """
        {"id":"chatcmpl-%s","object":"chat.completion","created":1760000000,\
        "model":"chaos","choices":[{"index":0,"message":{"role":"assistant","content":"\
        """
            .formatted(name);
      }

      @Override
      String ending(int tokens) {
        return """
        "},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":9,\
        "completion_tokens":%d,"total_tokens":%d}}\
        """
            .formatted(tokens, tokens + 9);
      }

      @Override
      String streamOpening(String name) {
        return chunk(name, choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
      }

      @Override
      String streamed(String name, String text) {
        return chunk(name, choice("{\"content\":\"" + text + "\"}", "null"));
      }

      @Override
      String streamEnding(String name, int tokens) {
        String usage =
            """
            "choices":[],"usage":{"prompt_tokens":9,"completion_tokens":%d,"total_tokens":%d}\
            """
                .formatted(tokens, tokens + 9);
        return chunk(name, choice("{}", "\"stop\"")) + chunk(name, usage) + "data: [DONE]\n\n";
      }

      private String choice(String delta, String finishReason) {
        return "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]"
            .formatted(delta, finishReason);
      }

      private String chunk(String name, String rest) {
        return """
        data: {"id":"chatcmpl-%s","object":"chat.completion.chunk","created":1760000000,\
        "model":"chaos",%s}

        """
            .formatted(name, rest);
      }
    },

    ANTHROPIC {
      @Override
      String opening(String name) {
        return """
        {"id":"msg_%s","type":"message","role":"assistant","model":"chaos",\
        "content":[{"type":"text","text":"\
        """
            .formatted(name);
      }

      @Override
      String ending(int tokens) {
        return """
        "}],"stop_reason":"end_turn","stop_sequence":null,\
        "usage":{"input_tokens":9,"output_tokens":%d}}\
        """
            .formatted(tokens);
      }

      @Override
      String streamOpening(String name) {
        return event(
                "message_start",
                """
                "message":{"id":"msg_%s","type":"message","role":"assistant","model":"chaos",\
                "content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}\
                """
                    .formatted(name))
            + event(
                "content_block_start",
                "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
      }

      @Override
      String streamed(String name, String text) {
        return event(
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
      }

      @Override
      String streamEnding(String name, int tokens) {
        return event("content_block_stop", "\"index\":0")
            + event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":"
                    + tokens
                    + "}")
            + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
      }

      private String event(String type, String rest) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, rest);
      }
    };

    /** What precedes the text of a whole answer. */
    abstract String opening(String name);

    /** What follows it. */
    abstract String ending(int tokens);

    /** The events before the first token. */
    abstract String streamOpening(String name);

    /** The event for a token. */
    abstract String streamed(String name, String text);

    /** The events after the last one. */
    abstract String streamEnding(String name, int tokens);
  }
}
