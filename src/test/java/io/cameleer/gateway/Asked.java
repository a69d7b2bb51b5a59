package io.cameleer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a client that asked for a chat completion got, in one piece or as a stream. */
record Asked(HttpResponse<byte[]> answer) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request for an answer in one piece. */
  static String plain(String model, String... fields) {
    return body(model, false, fields);
  }

  /** A request for a streamed answer. */
  static String streamed(String model, String... fields) {
    return body(model, true, fields);
  }

  /** A request, with further fields as JSON. */
  static String body(String model, boolean streamed, String... fields) {
    return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
        .formatted(model, streamed, fields.length == 0 ? "" : "," + String.join(",", fields));
  }

  /** Sends a request. */
  static Asked send(Gateway gateway, String body, String... headers) throws Exception {
    return new Asked(gateway.post("/v1/chat/completions", body, headers));
  }

  int status() {
    return answer.statusCode();
  }

  String header(String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  /** The story of the attempts. */
  String attempts() {
    return header("x-cameleer-attempts");
  }

  /** The code of the error, also where it came as an event; empty where there is none. */
  String errorCode() throws Exception {
    return error().path("code").asText();
  }

  JsonNode error() throws Exception {
    JsonNode last = isStream() ? JSON.readTree(events().getLast()) : JSON.readTree(text());
    return last.path("error");
  }

  /** The words of the answer, whether they came at once or in pieces. */
  String content() throws Exception {
    if (!isStream()) {
      return JSON.readTree(text()).at("/choices/0/message/content").asText();
    }
    StringBuilder content = new StringBuilder();
    for (String event : events()) {
      if (!event.equals("[DONE]")) {
        content.append(JSON.readTree(event).at("/choices/0/delta/content").asText());
      }
    }
    return content.toString();
  }

  /** Whether a streamed answer was ended as a whole one is. */
  boolean isDone() {
    return isStream() && events().getLast().equals("[DONE]");
  }

  private boolean isStream() {
    return header("content-type").startsWith("text/event-stream");
  }

  private List<String> events() {
    return text()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  private String text() {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
