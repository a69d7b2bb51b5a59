package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Resolution;
import io.cameleer.catalog.Sandbox;
import io.cameleer.catalog.Strategy;
import io.cameleer.catalog.WeightedCandidate;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.routing.Ordering.Ranked;
import io.cameleer.routing.Plan.Skipped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the candidates of one call, each once and in order, whatever may speak against them. */
final class CandidateSearch {

  /** Names come from clients, and a plan is no place for a long one. */
  private static final int MAX_NAME_LENGTH = 128;

  private final Catalog catalog;
  private final Orderings orderings;
  private final boolean refuseRetired;
  private final boolean embeddings;
  private final List<Entry> found = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>(0);
  private final Set<ModelReference> seen = new HashSet<>();
  private @Nullable Failure refusal;

  /**
   * Begins a search.
   *
   * @param refuseRetired whether retired models are left out instead of going to their successors
   * @param embeddings whether the call wants embeddings
   */
  CandidateSearch(Catalog catalog, Orderings orderings, boolean refuseRetired, boolean embeddings) {
    this.catalog = catalog;
    this.orderings = orderings;
    this.refuseRetired = refuseRetired;
    this.embeddings = embeddings;
  }

  /** Adds the candidates of a name. */
  void find(AskedName name) {
    switch (catalog.resolve(name.name())) {
      case Resolution.Resolved resolved ->
          add(name, resolved.alias(), options(resolved.candidates()), resolved.strategy());
      case Resolution.Unknown unknown when unknown.off() && standsIn(name) -> addStandIn(name);
      case Resolution.Unknown unknown ->
          skip(
              shorten(name.name()),
              unknown.off() ? "belongs to a provider that is off" : "is not known",
              unknown.failure());
    }
  }

  /** Those found, best first. */
  List<Entry> found() {
    return found;
  }

  /** Names and candidates that nobody can be asked for. */
  List<Skipped> skipped() {
    return skipped;
  }

  /** Why nobody was found: what was wrong first. */
  @Nullable Failure refusal() {
    return refusal;
  }

  private List<Option> options(List<WeightedCandidate> candidates) {
    List<Option> options = new ArrayList<>(candidates.size());
    for (WeightedCandidate written : candidates) {
      Option option = current(written);
      if (option != null && isNew(option.candidate())) {
        options.add(option);
      }
    }
    return options;
  }

  private @Nullable Option current(WeightedCandidate written) {
    Candidate candidate = written.candidate();
    Candidate successor = catalog.successor(candidate);
    if (successor == null) {
      return new Option(candidate, written.weight(), null);
    }
    if (!refuseRetired) {
      return new Option(successor, written.weight(), candidate);
    }
    skip(
        candidate.label(),
        "is retired; its successor is " + successor.label(),
        retired(candidate, successor));
    return null;
  }

  private boolean isNew(Candidate candidate) {
    return seen.add(new ModelReference(candidate.provider().name(), candidate.model().id()));
  }

  private void add(
      AskedName name, @Nullable String alias, List<Option> options, Strategy strategy) {
    List<Ranked> ranked =
        alias == null || options.size() < 2
            ? Ordering.asWritten(options)
            : orderings.of(strategy).order(alias, options);
    for (int i = 0; i < ranked.size(); i++) {
      found.add(new Entry(name, alias, i, ranked.get(i)));
    }
  }

  /** Without any key, the sandbox answers for all that the content-based router may choose. */
  private boolean standsIn(AskedName name) {
    return name.byTask() && catalog.onlySandbox();
  }

  private void addStandIn(AskedName name) {
    Candidate sandbox =
        catalog.candidate(
            new ModelReference(
                Sandbox.PROVIDER, embeddings ? Sandbox.EMBEDDING_MODEL : Sandbox.CHAT_MODEL));
    if (isNew(sandbox)) {
      String note = "stands in for " + name.name() + ", whose provider is off";
      found.add(new Entry(name, null, 0, new Ranked(new Option(sandbox, 1, null), "", note)));
    }
  }

  private void skip(String label, String reason, Failure failure) {
    skipped.add(new Skipped(label, reason));
    if (refusal == null) {
      refusal = failure;
    }
  }

  private static Failure retired(Candidate candidate, Candidate successor) {
    return new Failure(
        404,
        "invalid_request_error",
        "model_retired",
        "model",
        "The model %s is retired. Ask for its successor %s instead."
            .formatted(candidate.label(), successor.label()),
        FailureClass.BAD_REQUEST,
        null,
        null);
  }

  private static String shorten(String name) {
    return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
  }
}
