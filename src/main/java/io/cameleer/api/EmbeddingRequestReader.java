package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import java.util.ArrayList;
import java.util.List;

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
   * @throws io.cameleer.chat.CallFailedException where it is no valid request: status 400, naming
   *     the field
   */
  public EmbeddingRequest read(JsonNode body) {
    Fields fields = Fields.of(Surrogates.repair(body));
    String model = fields.requiredName("model");
    List<Input> inputs = inputs(fields);
    Integer dimensions = fields.integer("dimensions", 1, Integer.MAX_VALUE);
    boolean base64 = base64(fields);
    String user = fields.string("user");
    return new EmbeddingRequest(model, inputs, dimensions, base64, user, fields.extras());
  }

  private static boolean base64(Fields fields) {
    String encoding = fields.string("encoding_format");
    if (encoding != null && !ENCODINGS.contains(encoding)) {
      throw Invalid.value(fields.path("encoding_format"), encoding, ENCODINGS);
    }
    return "base64".equals(encoding);
  }

  private static List<Input> inputs(Fields fields) {
    JsonNode input = fields.take(INPUT);
    if (input == null) {
      throw Invalid.missing(INPUT);
    }
    if (input.isTextual()) {
      return List.of(text(input, INPUT));
    }
    if (!input.isArray()) {
      throw Invalid.type(INPUT, INPUT_FORMS, input);
    }
    JsonNode first = input.get(0);
    if (first == null) {
      throw Invalid.emptyArray(INPUT);
    }
    return first.isNumber() ? List.of(tokens(input, INPUT)) : elements(input);
  }

  private static List<Input> elements(JsonNode array) {
    boolean texts = array.get(0).isTextual();
    List<Input> inputs = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      String path = INPUT + "[" + inputs.size() + "]";
      inputs.add(texts ? text(element, path) : tokens(element, path));
    }
    return inputs;
  }

  private static Input text(JsonNode text, String path) {
    if (!text.isTextual()) {
      throw Invalid.type(path, "a string", text);
    }
    if (text.textValue().isEmpty()) {
      throw Invalid.emptyString(path);
    }
    return new Input.Text(text.textValue());
  }

  private static Input tokens(JsonNode array, String path) {
    if (!array.isArray()) {
      throw Invalid.type(path, "a string or an array of token ids", array);
    }
    if (array.isEmpty()) {
      throw Invalid.emptyArray(path);
    }
    List<Integer> tokens = new ArrayList<>(array.size());
    for (JsonNode token : array) {
      if (!token.isIntegralNumber() || !token.canConvertToInt() || token.intValue() < 0) {
        throw Invalid.type(path + "[" + tokens.size() + "]", "a token id", token);
      }
      tokens.add(token.intValue());
    }
    return new Input.Tokens(tokens);
  }
}
