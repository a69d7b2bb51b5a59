package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Embeddings in Gemini's format. */
final class GeminiEmbeddings {

  private static final int MAX_INPUTS = 100;

  private GeminiEmbeddings() {}

  static Reply answer(ObjectNode body, String model) {
    Strict.onlyFields(body, Set.of("requests"), "");
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    JsonNode requests = Strict.items(body, "requests", "body");
    if (requests.size() > MAX_INPUTS) {
      throw Refusal.invalid("requests", "at most 100 requests can be in one batch");
    }
    for (JsonNode request : requests) {
      Strict.onlyFields(
          request,
          Set.of("model", "content", "taskType", "title", "outputDimensionality"),
          "requests[]");
      Strict.oneOf(request, "model", "requests[]", Set.of("models/" + model));
      JsonNode parts = Strict.items(request.path("content"), "parts", "requests[].content");
      reply
          .withArray("embeddings")
          .addObject()
          .set(
              "values",
              Vectors.numbers(
                  Strict.text(parts.path(0), "text", "parts[]"),
                  request.path("outputDimensionality").asInt(Vectors.DIMENSIONS)));
    }
    reply.putObject("usageMetadata").put("promptTokenCount", 5 * requests.size());
    return Reply.of(reply);
  }
}
