package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.provider.DroppedParameters;
import java.util.List;
import java.util.Set;

/**
 * One difference of a dialect that is about the fields of the body: changes it after it is written.
 * Stateless.
 */
@FunctionalInterface
public interface BodyAdjustment {

  /** Fields of OpenAI's own that no other provider is known to take. */
  List<String> OF_OPENAI =
      List.of(
          "logit_bias",
          "verbosity",
          "safety_identifier",
          "service_tier",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "store",
          "metadata",
          "prediction",
          "moderation",
          "web_search_options");

  /**
   * Changes the body in place.
   *
   * @param dropped gets the names of the client's fields that are left out
   */
  void apply(ObjectNode body, Candidate candidate, DroppedParameters dropped);

  /** Leaves out fields that the provider does not take. */
  static BodyAdjustment drop(List<String> fields) {
    return (body, candidate, dropped) -> remove(body, fields, dropped);
  }

  /** Leaves out every field but those the provider takes. */
  static BodyAdjustment keepOnly(Set<String> fields) {
    return (body, candidate, dropped) -> {
      List<String> others =
          body.properties().stream()
              .map(field -> field.getKey())
              .filter(name -> !fields.contains(name))
              .toList();
      remove(body, others, dropped);
    };
  }

  /**
   * Calls a field by the provider's own name for it. Where the client used that name too, its value
   * wins.
   */
  static BodyAdjustment rename(String field, String name) {
    return (body, candidate, dropped) -> {
      JsonNode value = body.remove(field);
      if (value != null && !body.has(name)) {
        body.set(name, value);
      }
    };
  }

  /**
   * Names the limit of the answer {@code max_tokens}; where the client gave both limits, the newer
   * field wins.
   */
  static void maxTokens(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    JsonNode limit = body.remove("max_completion_tokens");
    if (limit != null) {
      body.set("max_tokens", limit);
    }
  }

  /** Leaves out these fields, noting each that was there. */
  static void remove(ObjectNode body, List<String> fields, DroppedParameters dropped) {
    for (String field : fields) {
      if (body.remove(field) != null) {
        dropped.add(field);
      }
    }
  }
}
