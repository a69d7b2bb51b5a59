package io.cameleer.provider.repair;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to translate in place of a refused request. Most repairs change what is said of the model,
 * or the canonical request, and leave the rest to the dialect's ordinary translation.
 *
 * @param request the request, changed or not
 * @param candidate the same candidate, its model with the traits it turned out to have
 * @param edit applied to the body that the dialect writes
 * @param dropped the client's fields that the change leaves out
 */
public record Repair(
    ChatRequest request, Candidate candidate, BodyEdit edit, List<String> dropped) {

  public Repair {
    dropped = List.copyOf(dropped);
  }

  /** With another request. */
  public Repair request(ChatRequest changed) {
    return new Repair(changed, candidate, edit, dropped);
  }

  /** As for a model that has these traits. */
  public Repair with(Trait... traits) {
    return model(candidate.model().with(Set.of(traits)));
  }

  /** As for a model that lacks these traits. */
  public Repair without(Trait... traits) {
    return model(candidate.model().without(Set.of(traits)));
  }

  /** With a change to the body. */
  public Repair edit(BodyEdit change) {
    return new Repair(request, candidate, change, dropped);
  }

  /** Naming fields of the client that the change leaves out. */
  public Repair dropping(String... names) {
    return new Repair(
        request, candidate, edit, Stream.concat(dropped.stream(), Stream.of(names)).toList());
  }

  private Repair model(Model model) {
    return new Repair(request, new Candidate(candidate.provider(), model), edit, dropped);
  }
}
