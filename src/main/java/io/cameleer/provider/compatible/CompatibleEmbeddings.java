package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamRequest;
import java.util.List;
import java.util.Map;

/**
 * Embeddings of one dialect: OpenAI's format with the dialect's differences. Vectors are asked for
 * in the provider's default form, numbers, unless the dialect adds an {@code encoding_format}; both
 * forms are read. Stateless.
 */
public final class CompatibleEmbeddings {

  private static final String PATH = "/embeddings";

  private final List<BodyAdjustment> adjustments;
  private final ErrorTable errors;

  /** A dialect's embeddings. */
  public CompatibleEmbeddings(List<BodyAdjustment> adjustments, ErrorTable errors) {
    this.adjustments = List.copyOf(adjustments);
    this.errors = errors;
  }

  /** Translates a request. */
  public EmbeddingTranslation translate(EmbeddingRequest request, Candidate candidate) {
    DroppedParameters dropped = new DroppedParameters();
    String model = candidate.model().id();
    ObjectNode body = write(request, model);
    for (BodyAdjustment adjustment : adjustments) {
      adjustment.apply(body, candidate, dropped);
    }
    UpstreamRequest upstream = new UpstreamRequest(PATH, Map.of(), Json.bytes(body), false);
    EmbeddingReader reader = new EmbeddingReader(errors, model, request.inputs().size());
    return new CompatibleEmbeddingTranslation(upstream, dropped.names(), reader);
  }

  /**
   * A single text is sent as such, not as a list of one: there are servers that take nothing else.
   */
  private static ObjectNode write(EmbeddingRequest request, String model) {
    ObjectNode body = Json.object().put("model", model);
    List<EmbeddingRequest.Input> inputs = request.inputs();
    if (inputs.size() == 1 && inputs.getFirst() instanceof EmbeddingRequest.Input.Text only) {
      body.put("input", only.text());
    } else {
      ArrayNode array = body.putArray("input");
      inputs.forEach(input -> add(array, input));
    }
    if (request.dimensions() != null) {
      body.put("dimensions", request.dimensions());
    }
    if (request.user() != null) {
      body.put("user", request.user());
    }
    Extras.merge(body, request.extras());
    return body;
  }

  private static void add(ArrayNode array, EmbeddingRequest.Input input) {
    switch (input) {
      case EmbeddingRequest.Input.Text text -> array.add(text.text());
      case EmbeddingRequest.Input.Tokens tokens -> {
        ArrayNode ids = array.addArray();
        tokens.tokens().forEach(ids::add);
      }
    }
  }
}
