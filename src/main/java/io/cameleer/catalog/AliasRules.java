package io.cameleer.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for calls to an alias beside its candidates.
 *
 * @param byTask whether routes/core/route-by-task chooses the candidates from the task; where it
 *     chooses none, the alias's own are asked
 * @param onContextLength who may be asked when a prompt does not fit a candidate's window
 * @param onContentFilter who may be asked when a content filter has stopped a candidate
 * @param hedgeAfter when a second candidate is asked beside the first, or null for never
 * @param regions where the call has to stay; empty: anywhere
 */
public record AliasRules(
    boolean byTask,
    List<ModelReference> onContextLength,
    List<ModelReference> onContentFilter,
    @Nullable HedgeAfter hedgeAfter,
    Set<String> regions) {

  /** No rules. */
  public static final AliasRules NONE = new AliasRules(false, List.of(), List.of(), null, Set.of());

  public AliasRules {
    onContextLength = List.copyOf(onContextLength);
    onContentFilter = List.copyOf(onContentFilter);
    regions = Set.copyOf(regions);
  }
}
