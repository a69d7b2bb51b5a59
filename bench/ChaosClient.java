import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The client of the chaos and the failover benchmark: makes many calls, plain and streamed, and
 * checks that each ends in time, either with the whole answer that one of {@link ChaosOrigin}'s
 * providers gave to this very call, or with an error that can be true.
 *
 * <p>Arguments, as {@code name=value}: {@code port} on the loopback interface; {@code key}; {@code
 * model}; {@code calls}, and how many of them are {@code streams}; {@code tokens} of an answer and
 * the milliseconds before each ({@code pace}); {@code workers}, the most calls at once; {@code
 * rate} in calls per second, however long the answers take (0: as fast as the workers can); {@code
 * timeout}, what a call says it may take at most, and {@code tolerance} beyond it, in milliseconds;
 * {@code hurried}: every how many-th call says {@code hurry} instead; {@code leaving}: every how
 * many-th call is given up by its client; {@code csv}: a file for one line per call. Times in it
 * are microseconds since the start, and those of streams are about their first token.
 *
 * <p>Prints one figure per line, and the first faults found.
 */
public final class ChaosClient {

  private static final int FAULTS_SHOWN = 20;
  private static final int LONGEST_STAY_MILLIS = 400;

  private final Settings settings;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final long startedAt = System.nanoTime();

  private ChaosClient(Settings settings) {
    this.settings = settings;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Settings settings = Settings.of(arguments);
    ChaosClient client = new ChaosClient(settings);
    System.out.println("started_epoch_ms " + System.currentTimeMillis());
    Standstill standstill = new Standstill();
    Thread.ofPlatform().daemon().start(standstill);
    client.run();
    List<Result> results = new ArrayList<>(client.results);
    if (settings.csv() != null) {
      List<String> lines = new ArrayList<>();
      lines.add(Result.HEADER);
      results.forEach(result -> lines.add(result.line(client.startedAt)));
      Files.write(settings.csv(), lines);
    }
    new Summary(results).print();
    System.out.println("all_standstill_ms " + standstill.longestMillis);
  }

  private void run() throws InterruptedException {
    Semaphore free = new Semaphore(settings.workers());
    for (int i = 0; i < settings.calls(); i++) {
      Call call = new Call(settings, i);
      if (settings.rate() > 0) {
        call.dueAt = startedAt + 1_000_000_000L * i / settings.rate();
        while (call.dueAt - System.nanoTime() > 0) {
          LockSupport.parkNanos(call.dueAt - System.nanoTime());
        }
      }
      free.acquire();
      Thread.ofVirtual()
          .start(() -> {
            results.add(call.make(idle));
            free.release();
          });
    }
    free.acquire(settings.workers());
  }

  /** For how long the machine, or this process, let nobody run: what is late then says nothing. */
  private static final class Standstill implements Runnable {

    private static final int NAP_MILLIS = 10;

    private volatile long longestMillis;

    @Override
    public void run() {
      while (true) {
        long before = System.nanoTime();
        LockSupport.parkNanos(1_000_000L * NAP_MILLIS);
        long late = (System.nanoTime() - before) / 1_000_000 - NAP_MILLIS;
        longestMillis = Math.max(longestMillis, late);
      }
    }
  }

  /** What is to be done. */
  private record Settings(Map<String, String> values) {

    static Settings of(String[] arguments) {
      Map<String, String> values = new HashMap<>();
      for (String argument : arguments) {
        String[] parts = argument.split("=", 2);
        values.put(parts[0], parts[1]);
      }
      return new Settings(values);
    }

    private int number(String name, int otherwise) {
      String value = values.get(name);
      return value == null ? otherwise : Integer.parseInt(value);
    }

    int port() {
      return number("port", 8080);
    }

    int calls() {
      return number("calls", 1);
    }

    int workers() {
      return number("workers", 1);
    }

    int rate() {
      return number("rate", 0);
    }

    int tolerance() {
      return number("tolerance", 500);
    }

    Path csv() {
      return values.containsKey("csv") ? Path.of(values.get("csv")) : null;
    }

    /** Spread evenly over the calls. */
    boolean streamed(int call) {
      long streams = number("streams", 0);
      return streams * (call + 1) / calls() > streams * call / calls();
    }

    boolean leaves(int call) {
      int leaving = number("leaving", 0);
      return leaving > 0 && call % leaving == leaving - 1;
    }

    int timeoutMillis(int call) {
      int hurried = number("hurried", 0);
      boolean hurries = hurried > 0 && call % hurried == hurried / 2;
      return hurries ? number("hurry", 1_000) : number("timeout", 60_000);
    }

    int tokens() {
      return number("tokens", 12);
    }

    byte[] request(int call) {
      String streaming = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
      String body =
          """
          {"model":"%s","user":"u%d","messages":[{"role":"user","content":\
          "call %d of %d tokens every %d ms"}],"max_tokens":512%s}\
          """
              .formatted(
                  values.get("model"),
                  call,
                  call,
                  tokens(),
                  number("pace", 0),
                  streamed(call) ? streaming : "");
      String head =
          """
          POST /v1/chat/completions HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          Authorization: Bearer %s\r
          Content-Type: application/json\r
          Content-Length: %d\r
          x-cameleer-timeout: %dms\r
          \r
          """
              .formatted(port(), values.get("key"), body.length(), timeoutMillis(call));
      return (head + body).getBytes(UTF_8);
    }
  }

  /** What became of a call. */
  private enum Outcome {
    /** The whole answer, and only that. */
    OK,
    /** An error before any content. */
    ERROR,
    /** A stream that had begun and ended with an error event. */
    BROKEN,
    /** The client left before the end, as planned. */
    LEFT,
    /** No end in time. */
    HUNG,
    /** Output that does not belong there, or twice, or with a gap. */
    SPLICED,
    /**
     * Anything else that must not happen: a cut connection, an answer or error that can't be true.
     */
    UNTRUE;

    boolean isFault() {
      return compareTo(HUNG) >= 0;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What must not happen. */
  private static final class FaultException extends IOException {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    private FaultException(Outcome outcome, String description) {
      super(description);
      this.outcome = outcome;
    }

    static FaultException spliced(String description) {
      return new FaultException(Outcome.SPLICED, description);
    }

    static FaultException untrue(String description) {
      return new FaultException(Outcome.UNTRUE, description);
    }
  }

  /** One call. */
  private static final class Call {

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");
    private static final Pattern USAGE = Pattern.compile("\"completion_tokens\":(\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"([^\"]+)\"");
    private static final Pattern NAMED_CALL = Pattern.compile("Call (\\d+) ");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]*)\"");
    private static final Set<Integer> POSSIBLE_ERRORS = Set.of(429, 500, 502, 503, 504);
    private static final int CLOCK_MILLIS = 5;
    private static final int LONGEST_HANG_MILLIS = 10_000;

    private final Settings settings;
    private final int number;
    private final boolean streamed;
    private final Text text;
    private long dueAt;
    private long sentAt;
    private long firstAt;
    private Response response;
    private String detail = "";

    Call(Settings settings, int number) {
      this.settings = settings;
      this.number = number;
      streamed = settings.streamed(number);
      text = new Text(number, settings.tokens());
    }

    Result make(Deque<Connection> idle) {
      Outcome outcome = outcome(idle);
      long endedAt = System.nanoTime();
      long late = (endedAt - sentAt) / 1_000_000 - settings.timeoutMillis(number);
      if (late > settings.tolerance() && !outcome.isFault()) {
        detail = "ended " + late + " ms after its deadline: " + outcome.label() + " " + detail;
        outcome = Outcome.HUNG;
      }
      return new Result(
          number,
          streamed,
          dueAt == 0 ? sentAt : dueAt,
          firstAt,
          endedAt,
          outcome,
          detail,
          header("x-cameleer-attempts").replace(',', ';'),
          text.stamps);
    }

    private Outcome outcome(Deque<Connection> idle) {
      boolean leaves = settings.leaves(number);
      Connection connection = idle.pollFirst();
      sentAt = System.nanoTime();
      try {
        if (connection == null) {
          connection = new Connection(settings.port());
        }
        connection.patientUntil(
            leaves
                ? sentAt + 1_000_000L * ThreadLocalRandom.current().nextInt(LONGEST_STAY_MILLIS)
                : sentAt + 1_000_000L * (settings.timeoutMillis(number) + LONGEST_HANG_MILLIS));
        connection.send(settings.request(number));
        response = new Response(connection);
        Outcome outcome = read();
        idle.addFirst(connection);
        return outcome;
      } catch (SocketTimeoutException waitedEnough) {
        Connection.close(connection);
        detail = leaves ? "" : "no end " + LONGEST_HANG_MILLIS + " ms after its deadline";
        return leaves ? Outcome.LEFT : Outcome.HUNG;
      } catch (FaultException fault) {
        Connection.close(connection);
        detail = fault.getMessage();
        return fault.outcome;
      } catch (IOException cut) {
        Connection.close(connection);
        detail = "cut off: " + cut;
        return Outcome.UNTRUE;
      }
    }

    private Outcome read() throws IOException {
      if (response.status != 200) {
        return error(response.text());
      }
      if (response.isStream() != streamed) {
        throw FaultException.untrue("got a " + response.headers.get("content-type"));
      }
      if (streamed) {
        return stream();
      }
      String body = response.text();
      Matcher content = CONTENT.matcher(body);
      if (!content.find()) {
        throw FaultException.untrue("no content in " + body);
      }
      text.add(content.group(1));
      finish(body);
      return Outcome.OK;
    }

    private Outcome stream() throws IOException {
      boolean finished = false;
      boolean done = false;
      Outcome outcome = null;
      for (String line = response.line(); line != null; line = response.line()) {
        if (line.isEmpty() || line.startsWith(":")) {
          continue;
        }
        if (outcome != null || done) {
          throw FaultException.spliced("after the end: " + line);
        }
        Matcher content = CONTENT.matcher(line);
        if (line.startsWith("data: {\"error\":")) {
          outcome = broken(line);
        } else if (line.equals("data: [DONE]")) {
          done = true;
        } else if (line.contains("\"finish_reason\":\"")) {
          finished = true;
        } else if (finished) {
          finish(line);
        } else if (content.find() && !content.group(1).isEmpty()) {
          firstAt = firstAt == 0 ? System.nanoTime() : firstAt;
          text.add(content.group(1));
        }
      }
      if (outcome != null) {
        return outcome;
      }
      if (!done || !finished || !text.counted) {
        throw FaultException.untrue("a stream without its end");
      }
      return Outcome.OK;
    }

    /** The end of a whole answer: its text, its usage, and who is said to have given it. */
    private void finish(String json) throws FaultException {
      Matcher usage = USAGE.matcher(json);
      if (!usage.find() || Integer.parseInt(usage.group(1)) != settings.tokens()) {
        throw FaultException.untrue("wrong usage in " + json);
      }
      text.checkWhole();
      if (!header("x-cameleer-provider").equals(text.provider())
          || !header("x-cameleer-attempts").endsWith(":ok")) {
        throw FaultException.untrue(
            "answered by %s, but said to be by %s after %s"
                .formatted(
                    text.provider(), header("x-cameleer-provider"), header("x-cameleer-attempts")));
      }
    }

    private Outcome broken(String event) throws FaultException {
      if (firstAt == 0) {
        throw FaultException.untrue("a stream that began with an error: " + event);
      }
      checkError(event);
      return Outcome.BROKEN;
    }

    private Outcome error(String body) throws FaultException {
      if (!POSSIBLE_ERRORS.contains(response.status)) {
        throw FaultException.untrue("status " + response.status + ": " + body);
      }
      checkError(body);
      detail = response.status + " " + detail;
      String attempts = header("x-cameleer-attempts");
      boolean mayLackAttempts = detail.endsWith("deadline_exceeded");
      if (attempts.isEmpty() && !mayLackAttempts || attempts.contains(":ok")) {
        throw FaultException.untrue(detail + " after the attempts '" + attempts + "'");
      }
      if (response.status == 429 && header("retry-after").isEmpty()) {
        throw FaultException.untrue("429 without Retry-After: " + body);
      }
      return Outcome.ERROR;
    }

    /** Whether the error can be true; keeps its code. */
    private void checkError(String json) throws FaultException {
      Matcher message = MESSAGE.matcher(json);
      Matcher code = CODE.matcher(json);
      detail = code.find() ? code.group(1) : "no_code";
      if (!message.find() || !json.contains("\"type\":\"")) {
        throw FaultException.untrue("an error that says nothing: " + json);
      }
      Matcher named = NAMED_CALL.matcher(message.group(1));
      if (named.find() && Integer.parseInt(named.group(1)) != number) {
        throw FaultException.spliced("the error of another call: " + json);
      }
      if (detail.equals("internal_error")) {
        throw FaultException.untrue("a defect of the gateway: " + json);
      }
      long took = (System.nanoTime() - sentAt) / 1_000_000;
      if (detail.equals("deadline_exceeded")
          && took < settings.timeoutMillis(number) - CLOCK_MILLIS) {
        throw FaultException.untrue("its time was said to be up after " + took + " ms: " + json);
      }
    }

    private String header(String name) {
      return response == null ? "" : response.headers.getOrDefault(name, "");
    }
  }

  /** The text of an answer as it comes in: tokens as {@link ChaosOrigin} makes them. */
  private static final class Text {

    private static final Pattern TOKEN =
        Pattern.compile(
            "c(\\d+)·([a-z]\\d+)" + "·(?:(\\d+) |end·([0-9a-f]{8})·(\\d+)·(\\d+)·(-?\\d+))");

    private final int call;
    private final int tokens;
    private final CRC32 checksum = new CRC32();
    private String answer = "";
    private int next;
    private boolean ended;
    private boolean counted;
    private long[] stamps = {0, 0, -1};

    Text(int call, int tokens) {
      this.call = call;
      this.tokens = tokens;
    }

    void add(String piece) throws FaultException {
      Matcher token = TOKEN.matcher(piece);
      while (token.lookingAt()) {
        add(token);
        token.region(token.end(), piece.length());
      }
      if (token.regionStart() < piece.length()) {
        throw FaultException.spliced("garbled: " + piece);
      }
    }

    private void add(Matcher token) throws FaultException {
      if (Integer.parseInt(token.group(1)) != call) {
        throw FaultException.spliced("a token of another call: " + token.group());
      }
      if (!answer.isEmpty() && !answer.equals(token.group(2))) {
        throw FaultException.spliced("answer " + answer + " goes on with " + token.group());
      }
      answer = token.group(2);
      if (ended) {
        throw FaultException.spliced("a token after the last: " + token.group());
      }
      if (token.group(3) == null) {
        end(token);
      } else if (Integer.parseInt(token.group(3)) != next++) {
        throw FaultException.spliced("token " + (next - 1) + " is " + token.group());
      }
      checksum.update(token.group().getBytes(UTF_8));
    }

    private void end(Matcher token) throws FaultException {
      ended = true;
      if (next != tokens) {
        throw FaultException.spliced("only " + next + " tokens before " + token.group());
      }
      if (Long.parseLong(token.group(4), 16) != checksum.getValue()) {
        throw FaultException.spliced("wrong checksum in " + token.group());
      }
      for (int i = 0; i < stamps.length; i++) {
        stamps[i] = Long.parseLong(token.group(5 + i));
      }
    }

    void checkWhole() throws FaultException {
      if (!ended) {
        throw FaultException.spliced("said to be whole after " + next + " tokens");
      }
      counted = true;
    }

    String provider() {
      return answer.substring(0, 1);
    }
  }

  /** A connection to the gateway, which carries one call after another. */
  private static final class Connection {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[4 * 1024];
    private int position;
    private int limit;
    private long patientUntil;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
    }

    void patientUntil(long nanos) {
      patientUntil = nanos;
    }

    void send(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
    }

    /**
     * The next byte.
     *
     * @throws SocketTimeoutException where patience has an end
     */
    int read() throws IOException {
      if (position == limit) {
        long left = (patientUntil - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) left);
        position = 0;
        limit = in.read(buffer);
        if (limit <= 0) {
          limit = 0;
          throw new EOFException("the connection ended");
        }
      }
      return buffer[position++] & 0xFF;
    }

    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(128);
      for (int next = read(); next != '\n'; next = read()) {
        if (next != '\r') {
          line.write(next);
        }
      }
      return line.toString(UTF_8);
    }

    static void close(Connection connection) {
      if (connection != null) {
        try {
          connection.socket.close();
        } catch (IOException alreadyGone) {
          connection.limit = 0;
        }
      }
    }
  }

  /** An HTTP response as it comes in. */
  private static final class Response {

    private final Connection connection;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    private final boolean chunked;
    private long left;
    private boolean ended;

    Response(Connection connection) throws IOException {
      this.connection = connection;
      status = Integer.parseInt(connection.line().split(" ")[1]);
      for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      chunked = headers.containsKey("transfer-encoding");
      if (!chunked) {
        left = Long.parseLong(headers.getOrDefault("content-length", "0"));
      }
    }

    boolean isStream() {
      return headers.getOrDefault("content-type", "").startsWith("text/event-stream");
    }

    /** The next byte of the body, or -1 after the last. */
    private int read() throws IOException {
      if (left == 0 && chunked && !ended) {
        left = Long.parseLong(connection.line().strip(), 16);
        ended = left == 0;
        if (ended) {
          connection.line();
        }
      }
      if (left == 0) {
        return -1;
      }
      int next = connection.read();
      if (--left == 0 && chunked) {
        connection.line();
      }
      return next;
    }

    /** The next line of the body, or null after the last. */
    String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream(256);
      int next = read();
      if (next == -1) {
        return null;
      }
      for (; next != '\n'; next = read()) {
        if (next == -1) {
          throw FaultException.untrue("ends within a line: " + line.toString(UTF_8));
        }
        line.write(next);
      }
      return line.toString(UTF_8);
    }

    String text() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
      for (int next = read(); next != -1; next = read()) {
        body.write(next);
      }
      return body.toString(UTF_8);
    }
  }

  /**
   * What became of a call.
   *
   * @param startedAt when it was sent, or was due if there is a rate
   * @param firstAt when the first token of a stream came, or 0
   * @param detail status and code of an error, or what is wrong
   * @param stamps those of the last token
   */
  private record Result(
      int number,
      boolean streamed,
      long startedAt,
      long firstAt,
      long endedAt,
      Outcome outcome,
      String detail,
      String attempts,
      long[] stamps) {

    static final String HEADER =
        "number,kind,started,answered,ended,outcome,detail,attempts,arrived_upstream,left_upstream,"
            + "gap";

    String kind() {
      return streamed ? "stream" : "plain";
    }

    boolean begun() {
      return firstAt != 0;
    }

    /** Until the answer, or the first token of it. */
    long latencyMicros() {
      return ((begun() ? firstAt : endedAt) - startedAt) / 1000;
    }

    String line(long origin) {
      return "%d,%s,%d,%d,%d,%s,%s,%s,%d,%d,%d"
          .formatted(
              number,
              kind(),
              (startedAt - origin) / 1000,
              ((begun() ? firstAt : endedAt) - origin) / 1000,
              (endedAt - origin) / 1000,
              outcome.label(),
              detail.replace(',', ';'),
              attempts,
              stamps[0] == 0 ? -1 : stamps[0] - origin / 1000,
              stamps[1] == 0 ? -1 : stamps[1] - origin / 1000,
              stamps[2]);
    }
  }

  /** The figures. */
  private record Summary(List<Result> results) {

    void print() {
      for (String kind : List.of("plain", "stream")) {
        List<Result> some = results.stream().filter(result -> result.kind().equals(kind)).toList();
        for (Outcome outcome : Outcome.values()) {
          long count = some.stream().filter(result -> result.outcome == outcome).count();
          print(kind, outcome.label(), count);
        }
        percentiles(kind, some);
      }
      long first = results.stream().mapToLong(Result::startedAt).min().orElse(0);
      long last = results.stream().mapToLong(Result::endedAt).max().orElse(0);
      print("all", "milliseconds", (last - first) / 1_000_000);
      Map<String, Integer> errors = new TreeMap<>();
      results.stream()
          .filter(result -> result.outcome == Outcome.ERROR || result.outcome == Outcome.BROKEN)
          .forEach(result ->
              errors.merge(
                  (result.outcome == Outcome.BROKEN ? "broken " : "") + result.detail,
                  1,
                  Integer::sum));
      errors.forEach((error, count) -> System.out.println("error " + count + " " + error));
      results.stream()
          .filter(result -> result.outcome.isFault())
          .limit(FAULTS_SHOWN)
          .forEach(result ->
              System.out.println(
                  result.outcome.label()
                      + " "
                      + result.kind()
                      + " call "
                      + result.number
                      + ": "
                      + result.detail
                      + " ["
                      + result.attempts
                      + "]"));
    }

    private static void percentiles(String kind, List<Result> some) {
      long[] latencies =
          some.stream()
              .filter(result -> result.outcome == Outcome.OK)
              .mapToLong(Result::latencyMicros)
              .sorted()
              .toArray();
      if (latencies.length > 0) {
        print(kind, "p50_us", latencies[latencies.length / 2]);
        print(kind, "p99_us", latencies[(int) (latencies.length * 0.99)]);
      }
      long[] ends =
          some.stream().mapToLong(result -> result.endedAt - result.startedAt).sorted().toArray();
      print(kind, "longest_us", Arrays.stream(ends).max().orElse(0) / 1000);
    }

    private static void print(String kind, String name, long value) {
      System.out.println(kind + "_" + name + " " + value);
    }
  }
}
