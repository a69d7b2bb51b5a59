package io.cameleer.catalog;

import io.cameleer.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model name of a client stands for. */
public sealed interface Resolution {

  /**
   * It can be served.
   *
   * @param alias the alias it is, or null where it names a model
   * @param candidates who may serve it, as configured, never empty
   * @param strategy how they are ordered
   */
  record Resolved(
      @Nullable String alias,
      List<WeightedCandidate> candidates,
      Strategy strategy,
      AliasRules rules)
      implements Resolution {
    public Resolved {
      candidates = List.copyOf(candidates);
    }

    /** A model, named as such. */
    static Resolved model(Candidate candidate) {
      return new Resolved(
          null, List.of(new WeightedCandidate(candidate, 1)), Strategy.IN_ORDER, AliasRules.NONE);
    }
  }

  /**
   * It can't.
   *
   * @param failure 404 {@code model_not_found}, saying what there is instead
   * @param off whether the name is known and only its provider is switched off
   */
  record Unknown(Failure failure, boolean off) implements Resolution {}
}
