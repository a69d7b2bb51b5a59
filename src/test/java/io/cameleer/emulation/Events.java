package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;

/** Server-sent events as text. */
final class Events {

  private final StringBuilder text = new StringBuilder();
  private final String lineEnd;

  Events() {
    this("\n");
  }

  Events(String lineEnd) {
    this.lineEnd = lineEnd;
  }

  /** An event without a name. */
  Events data(JsonNode data) {
    return line("data: " + data).line("");
  }

  /** An event named as its {@code type}. */
  Events named(JsonNode data) {
    return line("event: " + data.path("type").asText()).data(data);
  }

  /** A comment, which keeps a connection alive. */
  Events comment(String comment) {
    return line(": " + comment).line("");
  }

  /** OpenAI's last event. */
  Events done() {
    return line("data: [DONE]").line("");
  }

  Reply reply() {
    return new Reply(true, text.toString());
  }

  private Events line(String line) {
    text.append(line).append(lineEnd);
    return this;
  }
}
