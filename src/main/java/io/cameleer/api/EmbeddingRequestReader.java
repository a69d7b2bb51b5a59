package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an embeddings request as OpenAI's API reference describes it. The number of
 * inputs is not limited here, since how many go into one call is the provider's matter. Stateless
 * and thread-safe.
 */
public final class EmbeddingRequestReader {

  private static final String INPUT = "input";
  private static final String INPUT_FORMS =
      "a string, an array of strings, an array of token ids or an array of arrays of token ids";
  private static final List<String> ENCODINGS = List.of("float", "base64");

  /**
   * Reads a body.
   *
   * @param body plain Java values as {@link io.cameleer.json.PlainValues#read} gives them, which
   *     are used up
   * @throws io.cameleer.chat.CallFailedException where it is no valid request: status 400, naming
   *     the field
   */
  public EmbeddingRequest read(@Nullable Object body) {
    Fields fields = Fields.of(Surrogates.repair(body));
    String model = fields.requiredName("model");
    List<Input> inputs = inputs(fields);
    Integer dimensions = fields.integer("dimensions", 1, Integer.MAX_VALUE);
    boolean base64 = base64(fields);
    String user = fields.string("user");
    return new EmbeddingRequest(model, inputs, dimensions, base64, user, fields.extras());
  }

  /** The same for a body that is a tree. */
  public EmbeddingRequest read(JsonNode body) {
    return read(Json.value(body));
  }

  private static boolean base64(Fields fields) {
    String encoding = fields.string("encoding_format");
    if (encoding != null && !ENCODINGS.contains(encoding)) {
      throw Invalid.value(fields.path("encoding_format"), encoding, ENCODINGS);
    }
    return "base64".equals(encoding);
  }

  private static List<Input> inputs(Fields fields) {
    return switch (fields.take(INPUT)) {
      case null -> throw Invalid.missing(INPUT);
      case String text -> List.of(text(text, INPUT));
      case List<?> array -> inputs(array);
      case Object other -> throw Invalid.type(INPUT, INPUT_FORMS, other);
    };
  }

  private static List<Input> inputs(List<?> array) {
    if (array.isEmpty()) {
      throw Invalid.emptyArray(INPUT);
    }
    Object first = array.getFirst();
    return first instanceof Number ? List.of(tokens(array, INPUT)) : elements(array);
  }

  private static List<Input> elements(List<?> array) {
    boolean texts = array.getFirst() instanceof String;
    List<Input> inputs = new ArrayList<>(array.size());
    for (Object element : array) {
      String path = INPUT + "[" + inputs.size() + "]";
      inputs.add(texts ? text(element, path) : tokens(element, path));
    }
    return inputs;
  }

  private static Input text(@Nullable Object element, String path) {
    if (!(element instanceof String text)) {
      throw Invalid.type(path, "a string", element);
    }
    if (text.isEmpty()) {
      throw Invalid.emptyString(path);
    }
    return new Input.Text(text);
  }

  private static Input tokens(@Nullable Object element, String path) {
    if (!(element instanceof List<?> array)) {
      throw Invalid.type(path, "a string or an array of token ids", element);
    }
    if (array.isEmpty()) {
      throw Invalid.emptyArray(path);
    }
    List<Integer> tokens = new ArrayList<>(array.size());
    for (Object token : array) {
      if (!(token instanceof Integer id) || id < 0) {
        throw Invalid.type(path + "[" + tokens.size() + "]", "a token id", token);
      }
      tokens.add(id);
    }
    return new Input.Tokens(tokens);
  }
}
