package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may serve one call, in which order and why.
 *
 * @param candidates best first; empty where {@code refusal} says why nobody may
 * @param skipped who was left out
 * @param onContextLength who is asked when the prompt does not fit a candidate
 * @param onContentFilter who is asked when a content filter has stopped a candidate
 * @param requireParameters whether a candidate that can't honour a parameter is passed over
 * @param hedgeAfter when the second candidate is asked beside the first, or null for never
 * @param warnings what the caller should know, such as that a model is retired
 * @param refusal why the call fails before any attempt, or null
 */
public record Plan(
    List<Planned> candidates,
    List<Skipped> skipped,
    List<Planned> onContextLength,
    List<Planned> onContentFilter,
    boolean requireParameters,
    @Nullable HedgeAfter hedgeAfter,
    List<String> warnings,
    @Nullable Failure refusal) {

  public Plan {
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
    onContextLength = List.copyOf(onContextLength);
    onContentFilter = List.copyOf(onContentFilter);
    warnings = List.copyOf(warnings);
  }

  /** A plan of nothing but candidates. */
  public static Plan of(List<Candidate> candidates) {
    return new Plan(
        candidates.stream().map(candidate -> new Planned(candidate, "")).toList(),
        List.of(),
        List.of(),
        List.of(),
        false,
        null,
        List.of(),
        null);
  }

  /** Nobody may serve the call. */
  public static Plan refused(Failure refusal, List<Skipped> skipped) {
    return new Plan(List.of(), skipped, List.of(), List.of(), false, null, List.of(), refusal);
  }

  /**
   * A candidate of the plan.
   *
   * @param reason why it is there, in plain words
   */
  public record Planned(Candidate candidate, String reason) {}

  /**
   * A candidate that was left out.
   *
   * @param label {@code provider/model}
   * @param reason why, in plain words
   */
  public record Skipped(String label, String reason) {}
}
