package io.cameleer.gateway;

import static io.cameleer.gateway.Answers.DONE;
import static io.cameleer.gateway.Answers.EVENTS;
import static io.cameleer.gateway.Answers.JSON;
import static io.cameleer.gateway.Answers.ROLE;
import static io.cameleer.gateway.Answers.bytes;
import static io.cameleer.gateway.Answers.error;
import static io.cameleer.gateway.Answers.isStreamed;
import static io.cameleer.gateway.Answers.token;
import static io.cameleer.gateway.Answers.whole;

import io.cameleer.gateway.ScriptedUpstream.Connection;
import io.cameleer.gateway.ScriptedUpstream.Request;
import io.cameleer.gateway.ScriptedUpstream.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A way in which a provider fails a call, and what the gateway makes of it.
 *
 * @param model who is asked
 * @param status what the client gets where nobody else is asked
 * @param code the error's code
 * @param label the word for the attempt
 * @param counted whether it counts against the provider
 * @param retryAfter when the client may try again, in seconds; empty where that is not said
 */
record Misbehaviour(
    String name,
    String model,
    Script script,
    int status,
    String code,
    String label,
    boolean counted,
    List<String> retryAfter) {

  static final String OPENAI = "openai/gpt-4.1";
  static final String ANTHROPIC = "anthropic/claude-sonnet-5-5";
  static final String GEMINI = "gemini/gemini-3.8-flash";

  /** A provider that is given {@link #PATIENCE} to answer. */
  static final String IMPATIENT = "impatient/any";

  /** A provider at an address where nobody listens. */
  static final String REFUSING = "refusing/any";

  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final String CONNECTION = "upstream_connection_error";
  private static final String TIMEOUT = "upstream_timeout";
  private static final String BAD_GATEWAY = "upstream_bad_gateway";
  private static final String BROKEN = "upstream_error";
  private static final String OVERLOADED = "server_is_overloaded";

  /** OpenAI's, which Anthropic's looks like where it matters. */
  private static final byte[] SERVER_ERROR = error("server_error", "broken", "It is broken.");

  private static final byte[] GOOGLES_THROTTLING =
      bytes(
          """
          {"error":{"code":429,"message":"Resource exhausted.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"13s"}]}}\
          """);

  @Override
  public String toString() {
    return name;
  }

  /** A fault of OpenAI's; the attempt is called by the error's code. */
  private static Misbehaviour fault(String name, String code, Script script) {
    int status =
        switch (code) {
          case TIMEOUT -> 504;
          case OVERLOADED -> 503;
          default -> 502;
        };
    return new Misbehaviour(name, OPENAI, script, status, code, code, true, List.of());
  }

  private Misbehaviour at(String otherModel) {
    return new Misbehaviour(name, otherModel, script, status, code, label, counted, retryAfter);
  }

  private Misbehaviour labelled(String word) {
    return new Misbehaviour(name, model, script, status, code, word, counted, retryAfter);
  }

  /** Before the client has any of the answer. */
  static Stream<Misbehaviour> beforeTheAnswer() {
    return Stream.of(silence(), brokenConnections(), errors(), nonsense(), throttling())
        .flatMap(some -> some);
  }

  private static Stream<Misbehaviour> silence() {
    return Stream.of(
            fault(
                "hangs before headers", TIMEOUT, (request, connection) -> connection.awaitClose()),
            fault(
                "hangs before the first token",
                TIMEOUT,
                (request, connection) -> {
                  announce(request, connection);
                  connection.awaitClose();
                }),
            fault(
                "shows signs of life without end",
                TIMEOUT,
                (request, connection) -> {
                  announce(request, connection);
                  drip(connection, (isStreamed(request) ? ROLE : " ").repeat(1_000));
                }),
            fault(
                "drips",
                TIMEOUT,
                (request, connection) -> {
                  connection.open(200, type(request));
                  drip(connection, isStreamed(request) ? token("hello") : whole("hello"));
                }))
        .map(silent -> silent.at(IMPATIENT));
  }

  private static Stream<Misbehaviour> brokenConnections() {
    return Stream.of(
        fault("refuses connections", CONNECTION, null).at(REFUSING),
        fault(
            "closes before headers",
            CONNECTION,
            (request, connection) -> connection.socket().close()),
        fault("resets before headers", CONNECTION, (request, connection) -> reset(connection)),
        fault(
            "resets before the first token",
            CONNECTION,
            (request, connection) -> {
              announce(request, connection);
              reset(connection);
            }),
        fault(
            "closes before the first token",
            CONNECTION,
            (request, connection) -> {
              announce(request, connection);
              connection.socket().close();
            }));
  }

  private static Stream<Misbehaviour> errors() {
    return Stream.of(
        status(500, OVERLOADED),
        status(502, BAD_GATEWAY),
        status(503, OVERLOADED),
        status(504, BROKEN),
        status(529, OVERLOADED).at(ANTHROPIC),
        fault(
            "an error inside a 200",
            BROKEN,
            (request, connection) -> connection.reply(200, JSON, SERVER_ERROR)),
        fault(
            "an error as the first event",
            BROKEN,
            (request, connection) ->
                connection.reply(
                    200, type(request), isStreamed(request) ? event(SERVER_ERROR) : SERVER_ERROR)));
  }

  private static Misbehaviour status(int status, String code) {
    return fault(
            "status " + status,
            code,
            (request, connection) -> connection.reply(status, JSON, SERVER_ERROR))
        .labelled(Integer.toString(status));
  }

  private static Stream<Misbehaviour> nonsense() {
    Map<String, String> html = Map.of("Content-Type", "text/html");
    byte[] page = bytes("<html><body>Welcome!</body></html>");
    return Stream.of(
        fault(
            "HTML with status 200",
            BAD_GATEWAY,
            (request, connection) -> connection.reply(200, html, page)),
        fault(
                "HTML with status 503",
                BAD_GATEWAY,
                (request, connection) -> connection.reply(503, html, page))
            .labelled("503"),
        fault(
            "truncated JSON",
            BAD_GATEWAY,
            (request, connection) ->
                connection.reply(200, JSON, bytes(whole("hello").substring(0, 80)))),
        nonsense("an empty answer", "", ""),
        nonsense("no terminal event", ROLE, "{}"),
        nonsense("nothing but a terminal event", DONE, "[]"),
        nonsense("what is no JSON", "data: {\"id\":\n\n", "no JSON"));
  }

  private static Misbehaviour nonsense(String name, String streamed, String plain) {
    return fault(
        name,
        BAD_GATEWAY,
        (request, connection) ->
            connection.reply(200, type(request), bytes(isStreamed(request) ? streamed : plain)));
  }

  private static Stream<Misbehaviour> throttling() {
    String inTwoHours =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(2));
    String[] almostTwoHours =
        IntStream.rangeClosed(7_000, 7_200).mapToObj(Integer::toString).toArray(String[]::new);
    Map<String, String> limits =
        Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "6m0s");
    return Stream.of(
        throttled("no hint", Map.of(), "Slow down."),
        throttled("retry-after-ms", Map.of("retry-after-ms", "2500"), "Slow down.", "3"),
        throttled("retry-after in seconds", Map.of("retry-after", "7"), "Slow down.", "7"),
        throttled("a date", Map.of("retry-after", inTwoHours), "Slow down.", almostTwoHours),
        throttled("a hint in the text", Map.of(), "Please try again in 4.2s.", "5"),
        throttled("x-ratelimit-reset", limits, "Slow down.", "360"),
        uncounted("RetryInfo", "rate_limit_exceeded", JSON, GOOGLES_THROTTLING, "13").at(GEMINI),
        uncounted(
            "no quota left",
            "insufficient_quota",
            JSON,
            error("insufficient_quota", "insufficient_quota", "Pay first.")));
  }

  private static Misbehaviour throttled(
      String hint, Map<String, String> hints, String message, String... retryAfter) {
    Map<String, String> headers = new LinkedHashMap<>(hints);
    headers.putAll(JSON);
    String code = "rate_limit_exceeded";
    return uncounted(hint, code, headers, error("requests", code, message), retryAfter);
  }

  private static Misbehaviour uncounted(
      String name, String code, Map<String, String> headers, byte[] body, String... retryAfter) {
    Script script = (request, connection) -> connection.reply(429, headers, body);
    return new Misbehaviour(
        "429 with " + name, OPENAI, script, 429, code, "429", false, List.of(retryAfter));
  }

  /** After the client has the first words; what it gets then is an error event. */
  static Stream<Misbehaviour> inMidStream() {
    return Stream.of(
        begun("hangs", TIMEOUT, Connection::awaitClose).at(IMPATIENT),
        begun("drips", TIMEOUT, connection -> drip(connection, token("more"))).at(IMPATIENT),
        begun("resets", CONNECTION, Misbehaviour::reset),
        begun("closes", CONNECTION, connection -> connection.socket().close()),
        begun("ends without terminal event", BAD_GATEWAY, Connection::end),
        begun("sends an error", BROKEN, connection -> connection.chunk(event(SERVER_ERROR))),
        begun("sends no JSON", BAD_GATEWAY, connection -> connection.chunk("data: {\"id\n\n")));
  }

  /** What is done to a connection. */
  private interface Deed {
    void to(Connection connection) throws IOException;
  }

  private static Misbehaviour begun(String name, String code, Deed then) {
    return fault(
        name,
        code,
        (request, connection) -> {
          connection.open(200, EVENTS);
          connection.chunk(ROLE + token("half"));
          then.to(connection);
        });
  }

  private static Map<String, String> type(Request request) {
    return isStreamed(request) ? EVENTS : JSON;
  }

  /** The beginning of an answer that has no word of it yet. */
  private static void announce(Request request, Connection connection) throws IOException {
    connection.open(200, type(request));
    connection.chunk(isStreamed(request) ? ROLE : "{\"id\":");
  }

  private static byte[] event(byte[] data) {
    return bytes("data: " + new String(data, StandardCharsets.UTF_8) + "\n\n");
  }

  /** Sends text byte by byte, and for so slow a provider in vain. */
  private static void drip(Connection connection, String text) throws IOException {
    connection.socket().setSoTimeout(20);
    for (byte next : bytes(text)) {
      connection.chunk(new byte[] {next});
      if (connection.closedWithinTimeout()) {
        return;
      }
    }
  }

  private static void reset(Connection connection) throws IOException {
    connection.socket().setSoLinger(true, 0);
    connection.socket().close();
  }
}
