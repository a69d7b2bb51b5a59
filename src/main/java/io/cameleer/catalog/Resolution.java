package io.cameleer.catalog;

import io.cameleer.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model name of a client stands for. */
public sealed interface Resolution {

  /**
   * It can be served.
   *
   * @param candidates who may serve it, best first, never empty
   * @param alias the alias it is, or null where it names a model
   */
  record Resolved(List<Candidate> candidates, @Nullable String alias) implements Resolution {
    public Resolved {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * It can't.
   *
   * @param failure 404 {@code model_not_found}, saying what there is instead
   */
  record Unknown(Failure failure) implements Resolution {}
}
