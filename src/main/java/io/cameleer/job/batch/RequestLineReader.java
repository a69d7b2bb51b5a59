package io.cameleer.job.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cameleer.json.Json;
import io.cameleer.json.PlainValues;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one line as a request, without a tree of it. Not thread-safe. */
final class RequestLineReader {

  private static final String CUSTOM_ID = "custom_id";
  private static final String METHOD = "method";
  private static final String URL = "url";
  private static final String BODY = "body";

  private final InputLine line;
  private @Nullable String customId;
  private @Nullable String method;
  private @Nullable String url;
  private RequestLine.@Nullable Body body;

  private RequestLineReader(InputLine line) {
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @throws InvalidLineException where it is no JSON object, or lacks what every request has
   */
  static RequestLine read(InputLine line) throws InvalidLineException {
    if (line.tooLong()) {
      throw new InvalidLineException(
          "request_too_large",
          "This line is longer than a request may be: %,d bytes.".formatted(line.bytes().length),
          null,
          line.number());
    }
    RequestLineReader reader = new RequestLineReader(line);
    try (JsonParser json = Json.mapper().createParser(line.bytes())) {
      reader.readObject(json);
    } catch (IOException malformed) {
      throw InvalidLineException.noJson(line.number());
    }
    return reader.request();
  }

  private void readObject(JsonParser json) throws IOException, InvalidLineException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw InvalidLineException.noJson(line.number());
    }
    String name = json.nextFieldName();
    while (name != null) {
      JsonToken value = json.nextToken();
      switch (name) {
        case CUSTOM_ID -> customId = string(json, CUSTOM_ID);
        case METHOD -> method = string(json, METHOD);
        case URL -> url = string(json, URL);
        case BODY -> body = value == JsonToken.VALUE_NULL ? null : body(json);
        default -> json.skipChildren();
      }
      name = json.nextFieldName();
    }
    if (json.nextToken() != null) {
      throw InvalidLineException.noJson(line.number());
    }
  }

  private @Nullable String string(JsonParser json, String field)
      throws IOException, InvalidLineException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NULL -> null;
      default -> throw InvalidLineException.type(field, "a string", line.number());
    };
  }

  private RequestLine.Body body(JsonParser json) throws IOException, InvalidLineException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw InvalidLineException.type(BODY, "an object", line.number());
    }
    int begin = (int) json.currentTokenLocation().getByteOffset();
    if (begin < 0) {
      // UTF-16 or UTF-32: its bytes are not those of a request.
      throw InvalidLineException.noJson(line.number());
    }
    String model = null;
    boolean streamed = false;
    boolean tagged = false;
    int inputs = 0;
    String name = json.nextFieldName();
    while (name != null) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "model" -> model = value == JsonToken.VALUE_STRING ? json.getText() : null;
        case "stream" -> streamed = value == JsonToken.VALUE_TRUE;
        case "metadata" -> tagged = hasTag(json);
        case "input" -> inputs = inputs(json);
        default -> {}
      }
      skip(json);
      name = json.nextFieldName();
    }
    int end = (int) json.currentLocation().getByteOffset();
    return new RequestLine.Body(begin, end, model, streamed, tagged, inputs);
  }

  private static boolean hasTag(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    boolean tagged = false;
    String name = json.nextFieldName();
    while (name != null) {
      json.nextToken();
      tagged |= name.equals("tag") || name.equals("tags");
      skip(json);
      name = json.nextFieldName();
    }
    return tagged;
  }

  /** An array of numbers is one text, as tokens. */
  private static int inputs(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return 1;
    }
    int texts = 0;
    JsonToken element = json.nextToken();
    while (element != JsonToken.END_ARRAY) {
      texts = element.isNumeric() ? 1 : texts + 1;
      skip(json);
      element = json.nextToken();
    }
    return texts;
  }

  /**
   * Passes over a value. Numbers are looked at: one with more digits in its exponent than can be is
   * found out nowhere else before the request is sent.
   */
  private static void skip(JsonParser json) throws IOException {
    int depth = 0;
    JsonToken token = json.currentToken();
    do {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        var unused = PlainValues.decimal(json);
      }
      token = depth > 0 ? json.nextToken() : token;
    } while (depth > 0);
  }

  private RequestLine request() throws InvalidLineException {
    if (customId == null || customId.isEmpty()) {
      throw InvalidLineException.missing(CUSTOM_ID, line.number());
    }
    if (body == null) {
      throw InvalidLineException.missing(BODY, line.number());
    }
    return new RequestLine(line, customId, method, url, body);
  }
}
