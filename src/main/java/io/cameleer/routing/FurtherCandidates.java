package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.ModelReference;
import io.cameleer.routing.Plan.Planned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidates that an alias names for special cases. They are left out silently where
 * their provider is off or anything speaks against them.
 *
 * @param refuseRetired whether retired models are left out instead of going to their successors
 */
record FurtherCandidates(Catalog catalog, boolean refuseRetired, List<Objection> objections) {

  /** Those that may be asked, as configured. */
  List<Planned> of(List<ModelReference> references, String reason) {
    if (references.isEmpty()) {
      return List.of();
    }
    List<Planned> planned = new ArrayList<>(references.size());
    for (ModelReference reference : references) {
      Candidate candidate = candidate(reference);
      if (candidate != null && mayBeAsked(candidate)) {
        planned.add(new Planned(candidate, reason));
      }
    }
    return planned;
  }

  private @Nullable Candidate candidate(ModelReference reference) {
    if (catalog.guarded(reference.provider()) == null) {
      return null;
    }
    Candidate candidate = catalog.candidate(reference);
    Candidate successor = catalog.successor(candidate);
    if (successor == null) {
      return candidate;
    }
    return refuseRetired ? null : successor;
  }

  private boolean mayBeAsked(Candidate candidate) {
    for (Objection objection : objections) {
      if (objection.to(candidate) != null) {
        return false;
      }
    }
    return true;
  }
}
