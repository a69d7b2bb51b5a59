package io.cameleer.routing;

import io.cameleer.catalog.Trait;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What matters about a call when candidates are chosen for it.
 *
 * @param model the model or alias as the client named it
 * @param embeddings whether it wants embeddings rather than an answer
 * @param needs what a candidate's model must be able to do
 * @param prompt about how many tokens the prompt has
 * @param outputTokens the most tokens of an answer the client wants, or null where it did not say
 * @param tags what the call is for
 * @param caller who calls, so that one caller is always treated alike: the request's {@code user},
 *     else the name or a hash of the gateway key; empty where unknown
 * @param providerBound why no provider but the first can understand the conversation, or null: it
 *     refers to what that provider holds
 * @param regions where the call has to stay; empty: anywhere
 */
public record CallTraits(
    String model,
    boolean embeddings,
    Set<Trait> needs,
    PromptTokens prompt,
    @Nullable Integer outputTokens,
    List<String> tags,
    String caller,
    @Nullable String providerBound,
    Wishes wishes,
    Set<String> regions) {

  public CallTraits {
    needs = Set.copyOf(needs);
    tags = List.copyOf(tags);
    regions = Set.copyOf(regions);
  }

  /** About how many tokens the prompt has. */
  public long promptTokens() {
    return prompt.estimate();
  }
}
