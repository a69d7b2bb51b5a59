package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import org.jspecify.annotations.Nullable;

/**
 * Whether a candidate's model can take a call, as far as the catalogue and an estimate of the
 * prompt tell.
 */
record Fitness(CallTraits call) implements Objection {

  @Override
  public @Nullable String to(Candidate candidate) {
    Model model = candidate.model();
    if (call.embeddings() != model.has(Trait.EMBEDDINGS)) {
      return call.embeddings() ? "makes no embeddings" : "makes embeddings, not answers";
    }
    for (Trait need : call.needs()) {
      if (!model.has(need)) {
        return lacking(need);
      }
    }
    return tooLong(model);
  }

  /** The window holds one input of an embeddings call, the estimate is for all of them. */
  private @Nullable String tooLong(Model model) {
    Integer window = model.contextWindow();
    if (window == null || call.embeddings()) {
      return null;
    }
    long output = outputTokens(model);
    return call.prompt().fit(window - output)
        ? null
        : "has room for %d tokens, and the call needs about %d"
            .formatted(window, call.promptTokens() + output);
  }

  /** A limit above the model's own is lowered to it when the request is translated. */
  private long outputTokens(Model model) {
    Integer wanted = call.outputTokens();
    if (wanted == null) {
      return 0;
    }
    Integer most = model.maxOutputTokens();
    return most == null ? wanted : Math.min(wanted, most);
  }

  private static String lacking(Trait need) {
    return switch (need) {
      case VISION -> "takes no images";
      case AUDIO_INPUT -> "takes no audio";
      case PDF_INPUT -> "takes no PDF documents";
      case TOOLS -> "calls no functions";
      case JSON_SCHEMA -> "enforces no JSON schema";
      default -> "lacks " + need.configName();
    };
  }
}
