package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Embeddings in OpenAI's format.
 *
 * @param fields those of the body
 * @param dimensionsField the one that says how long a vector is to be
 * @param encodings the values of {@code encoding_format}
 * @param maxInputs how many texts one request may have
 */
record Embeddings(
    Set<String> fields, String dimensionsField, Set<String> encodings, int maxInputs) {

  private static final int TOKENS_OF_AN_INPUT = 5;

  Reply answer(ObjectNode body) {
    Strict.onlyFields(body, fields, "");
    Strict.positive(body, dimensionsField);
    if (body.has("encoding_format")) {
      Strict.oneOf(body, "encoding_format", "body", encodings);
    }
    List<String> inputs = inputs(body);
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("object", "list");
    int dimensions = body.path(dimensionsField).asInt(Vectors.DIMENSIONS);
    for (int i = 0; i < inputs.size(); i++) {
      ObjectNode vector = reply.withArray("data").addObject();
      vector.put("object", "embedding").put("index", i);
      if (body.path("encoding_format").asText().equals("base64")) {
        vector.put("embedding", Vectors.base64(inputs.get(i), dimensions));
      } else {
        vector.set("embedding", Vectors.numbers(inputs.get(i), dimensions));
      }
    }
    int tokens = TOKENS_OF_AN_INPUT * inputs.size();
    reply.put("model", body.path("model").textValue());
    reply.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return Reply.of(reply);
  }

  private List<String> inputs(ObjectNode body) {
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      return List.of(input.textValue());
    }
    List<String> inputs = new ArrayList<>();
    for (JsonNode text : Strict.items(body, "input", "body")) {
      if (!text.isTextual() || text.textValue().isEmpty()) {
        throw Refusal.invalid("input", "'input' must be a text or an array of texts.");
      }
      inputs.add(text.textValue());
    }
    if (inputs.size() > maxInputs) {
      throw Refusal.invalid("input", "'input' must not have more than " + maxInputs + " texts.");
    }
    return inputs;
  }
}
