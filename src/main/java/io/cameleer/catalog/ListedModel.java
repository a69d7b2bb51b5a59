package io.cameleer.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of one model; null where it is not known.
 *
 * @param id the provider's own id
 * @param dialect the provider's dialect
 * @param contextWindow tokens of prompt and answer
 * @param maxOutputTokens the most tokens of an answer
 * @param aliases further ids of the same model
 * @param successor the id of the model that calls go to because this one is retired, or null
 */
public record ListedModel(
    String id,
    String dialect,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutputTokens,
    @Nullable Price price,
    List<String> aliases,
    @Nullable String successor) {

  public ListedModel {
    aliases = List.copyOf(aliases);
  }
}
