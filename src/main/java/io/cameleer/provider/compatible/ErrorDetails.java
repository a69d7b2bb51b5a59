package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A provider's error, read from any of the forms that servers use: OpenAI's {@code error} object,
 * the same without that wrapper (vLLM, DashScope, Mistral), {@code error} as text, FastAPI's {@code
 * detail}, Google's array of one.
 *
 * @param status the HTTP status; for an error inside a 200 the one it names or stands for, 0 where
 *     it names none
 * @param message what the provider says, possibly empty
 * @param type {@code type}, or null
 * @param code {@code code} as text, also where it is a number, or null
 * @param param the field at fault, or null
 * @param node the object with all its fields
 */
public record ErrorDetails(
    int status,
    String message,
    @Nullable String type,
    @Nullable String code,
    @Nullable String param,
    JsonNode node) {

  private static final int FIRST_ERROR_STATUS = 400;
  private static final int LAST_ERROR_STATUS = 599;

  /** An error of which nothing is known but the status. */
  static ErrorDetails ofStatus(int status) {
    return new ErrorDetails(status, "", null, null, null, MissingNode.getInstance());
  }

  /**
   * Reads one.
   *
   * @param root the whole answer or event
   * @param httpStatus the status it came with
   */
  static ErrorDetails read(JsonNode root, int httpStatus) {
    JsonNode answer = root.isArray() && !root.isEmpty() ? root.get(0) : root;
    JsonNode wrapped = answer.path("error");
    JsonNode error = wrapped.isObject() ? wrapped : answer;
    String type = text(error.get("type"));
    String code = text(error.get("code"));
    int status = httpStatus;
    if (httpStatus < FIRST_ERROR_STATUS) {
      status = statedStatus(answer, error);
      status = status != 0 ? status : StatusWords.statusOf(type, code);
    }
    String param = text(error.get("param"));
    return new ErrorDetails(status, message(answer, error), type, code, param, error);
  }

  /**
   * Whether the code, the type or a code further inside (Azure, OpenRouter) is one of these, in any
   * case.
   */
  public boolean hasCode(String... names) {
    String inner = text(node.path("innererror").get("code"));
    String cause = text(node.path("metadata").get("error_type"));
    for (String name : names) {
      if (name.equalsIgnoreCase(code)
          || name.equalsIgnoreCase(type)
          || name.equalsIgnoreCase(inner)
          || name.equalsIgnoreCase(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the code or the type starts so, in any case. */
  public boolean hasCodePrefix(String prefix) {
    return Stream.of(code, type)
        .anyMatch(name -> name != null && name.regionMatches(true, 0, prefix, 0, prefix.length()));
  }

  /** Whether the message contains one of these lower-case phrases, in any case. */
  public boolean mentions(String... phrases) {
    String text = message.toLowerCase(Locale.ROOT);
    return Stream.of(phrases).anyMatch(text::contains);
  }

  /**
   * Whether this is OpenRouter's form: the HTTP status as a number in {@code code}, and no {@code
   * type}.
   */
  boolean isOpenRouter() {
    return type == null && node.path("code").isNumber();
  }

  private static int statedStatus(JsonNode answer, JsonNode error) {
    List<JsonNode> places =
        List.of(
            error.path("code"),
            error.path("status"),
            error.path("status_code"),
            answer.path("status"));
    for (JsonNode place : places) {
      int number = place.asInt(0);
      if (number >= FIRST_ERROR_STATUS && number <= LAST_ERROR_STATUS) {
        return number;
      }
    }
    return 0;
  }

  private static String message(JsonNode answer, JsonNode error) {
    for (JsonNode place :
        List.of(error.path("message"), answer.path("error"), answer.path("detail"), answer)) {
      String message = phrase(place);
      if (!message.isEmpty()) {
        return message;
      }
    }
    return error.path("msg").asText("");
  }

  /**
   * The text of a message, whether it is one or an object or list of FastAPI's validation errors.
   */
  private static String phrase(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    JsonNode list = node.isObject() ? node.path("detail") : node;
    if (list.isTextual()) {
      return list.textValue();
    }
    if (!list.isArray()) {
      return "";
    }
    return StreamSupport.stream(list.spliterator(), false)
        .map(ErrorDetails::validationError)
        .collect(Collectors.joining("; "));
  }

  private static String validationError(JsonNode problem) {
    String place =
        StreamSupport.stream(problem.path("loc").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("."));
    String text = problem.path("msg").asText("");
    return place.isEmpty() ? text : place + ": " + text;
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isContainerNode()) {
      return null;
    }
    String text = node.asText();
    return text.isEmpty() ? null : text;
  }

  /**
   * The problems of FastAPI's {@code detail} or of a message that is an object with one; empty
   * where there is none.
   */
  public List<JsonNode> validationErrors() {
    JsonNode inMessage = node.path("message").path("detail");
    JsonNode list = inMessage.isArray() ? inMessage : node.path("detail");
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false).toList() : List.of();
  }
}
