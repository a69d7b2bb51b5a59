package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An embeddings request for {@code batchEmbedContents}, and the way back. */
final class GeminiEmbeddings implements EmbeddingTranslation {

  /** Gives shortened vectors as they are cut, of any length; later models give them unit length. */
  private static final String CUTS_WITHOUT_NORMALISING = "gemini-embedding-001";

  private final EmbeddingRequest request;
  private final GeminiModel model;
  private final GeminiErrors errors;

  GeminiEmbeddings(EmbeddingRequest request, GeminiModel model, GeminiErrors errors) {
    this.request = request;
    this.model = model;
    this.errors = errors;
    refuseTokens();
  }

  private void refuseTokens() {
    if (request.inputs().stream().anyMatch(EmbeddingRequest.Input.Tokens.class::isInstance)) {
      throw Failures.unsupported("input", "Gemini embeds text only. Send texts, not token ids.");
    }
  }

  @Override
  public UpstreamRequest request() {
    ObjectNode body = Json.object();
    ArrayNode requests = body.putArray("requests");
    for (EmbeddingRequest.Input input : request.inputs()) {
      if (input instanceof EmbeddingRequest.Input.Text(String text)) {
        ObjectNode one = requests.addObject().put("model", model.resourceName());
        one.putObject("content").putArray("parts").add(GeminiParts.text(text));
        if (request.dimensions() != null) {
          one.put("outputDimensionality", request.dimensions());
        }
      }
    }
    return new UpstreamRequest(model.path("batchEmbedContents"), Map.of(), Json.bytes(body), false);
  }

  @Override
  public List<String> droppedParameters() {
    DroppedParameters dropped = new DroppedParameters();
    dropped.addIfSet("user", request.user());
    dropped.addAll(request.extras().keySet());
    return dropped.names();
  }

  @Override
  public EmbeddingReply reply(UpstreamReply reply) {
    JsonNode answer = errors.parse(reply.body());
    JsonNode embeddings = answer.path("embeddings");
    if (embeddings.size() != request.inputs().size()) {
      throw new CallFailedException(
          Failures.badGateway(
                  "The provider gave %d embeddings for %d inputs."
                      .formatted(embeddings.size(), request.inputs().size()))
              .fromUpstream(reply.status(), null));
    }
    boolean normalise =
        request.dimensions() != null && model.id().startsWith(CUTS_WITHOUT_NORMALISING);
    List<float[]> vectors = new ArrayList<>(embeddings.size());
    for (JsonNode embedding : embeddings) {
      vectors.add(vector(embedding.path("values"), normalise));
    }
    return new EmbeddingReply(model.id(), vectors, usage(answer.path("usageMetadata")));
  }

  private static float[] vector(JsonNode values, boolean normalise) {
    double sumOfSquares = 0;
    for (JsonNode value : values) {
      sumOfSquares += value.asDouble() * value.asDouble();
    }
    double length = normalise && sumOfSquares > 0 ? Math.sqrt(sumOfSquares) : 1;
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (values.get(i).asDouble() / length);
    }
    return vector;
  }

  /** An embedding has a prompt only; null where Gemini does not count it. */
  private static @Nullable Usage usage(JsonNode metadata) {
    Long prompt = Json.number(metadata, "promptTokenCount");
    return prompt == null ? null : Usage.of(prompt, 0);
  }
}
