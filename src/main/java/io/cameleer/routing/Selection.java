package io.cameleer.routing;

import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Plan.Skipped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidates that are left of those found, and who was left out. */
final class Selection {

  private List<Entry> left;
  private final List<Skipped> skipped;
  private @Nullable String misfitOfTheOnlyOne;

  Selection(List<Entry> found, List<Skipped> skipped) {
    this.left = found;
    this.skipped = skipped;
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  boolean hasSeveral() {
    return left.size() > 1;
  }

  /** The best one left. */
  Entry first() {
    return left.getFirst();
  }

  List<Skipped> skipped() {
    return skipped;
  }

  /**
   * Leaves out everybody to whom a constraint objects.
   *
   * @return why the call is refused, if nobody is left; else null
   */
  @Nullable Failure hold(List<Constraint> constraints, String model) {
    for (Constraint constraint : constraints) {
      drop(constraint);
      if (left.isEmpty()) {
        return constraint.refusal(model, skipped);
      }
    }
    return null;
  }

  /** Leaves out everybody to whom there is an objection. */
  void drop(Objection objection) {
    List<Entry> kept = new ArrayList<>(left.size());
    for (Entry entry : left) {
      String reason = objection.to(entry.candidate());
      if (reason == null) {
        kept.add(entry);
      } else {
        skip(entry, reason);
      }
    }
    left = kept;
  }

  /**
   * Leaves out everybody who can't take the call. If nobody can, the best one is asked all the
   * same: what is known of models may be wrong, and the provider's own answer says more.
   */
  void dropUnfit(Objection misfit) {
    Entry first = first();
    int before = skipped.size();
    drop(misfit);
    if (left.isEmpty()) {
      left = List.of(first);
      misfitOfTheOnlyOne = skipped.remove(before).reason();
    }
  }

  /** Leaves nobody but the best one. */
  void dropFallbacks(String reason) {
    left.subList(1, left.size()).forEach(entry -> skip(entry, reason));
    left = left.subList(0, 1);
  }

  private void skip(Entry entry, String reason) {
    skipped.add(new Skipped(entry.candidate().label(), reason));
  }

  /** Those left, with why they are there. */
  List<Planned> planned() {
    if (misfitOfTheOnlyOne != null) {
      String reason = "the only one left, although it " + misfitOfTheOnlyOne;
      return List.of(new Planned(first().candidate(), reason));
    }
    List<Planned> planned = new ArrayList<>(left.size());
    for (Entry entry : left) {
      planned.add(new Planned(entry.candidate(), entry.reason(planned.size())));
    }
    return planned;
  }

  /** Which retired models those left answer in the place of. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(0);
    for (Entry entry : left) {
      if (entry.retired() != null) {
        String successor = entry.candidate().label();
        warnings.add(
            "model " + entry.retired().label() + " is retired; " + successor + " takes its place");
      }
    }
    return warnings;
  }
}
