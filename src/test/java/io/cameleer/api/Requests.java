package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Message;
import io.cameleer.json.Json;

/** Reads requests out of JSON text. */
final class Requests {

  private static final ChatRequestReader READER = new ChatRequestReader();

  private Requests() {}

  static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  static ChatRequest read(String body) {
    return READER.read(json(body));
  }

  /** A request of one user message and these further fields. */
  static ChatRequest with(String fields) {
    return read(bodyWith(fields));
  }

  /** The body of a request of one user message and these further fields. */
  static String bodyWith(String fields) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
        + (fields.isEmpty() ? "" : "," + fields)
        + "}";
  }

  /** The body of a request of these messages. */
  static String bodyOf(String messages) {
    return "{\"model\":\"m\",\"messages\":[" + messages + "]}";
  }

  /** The only message of a request. */
  static Message message(String message) {
    return read(bodyOf(message)).messages().getFirst();
  }

  static Failure failure(String body) {
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> READER.read(json(body)));
    assertThat(failed).as("what reading %s throws", body).isNotNull();
    return failed.failure();
  }
}
