package io.cameleer.provider.repair;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.provider.ChatTranslation;
import java.util.List;
import java.util.function.BiFunction;

/** All repairs that a dialect knows. Stateless and thread-safe. */
public final class Repairs {

  private final List<RepairRule> rules;

  /**
   * The repairs.
   *
   * @param rules the more particular ones first: where several recognise a refusal, their changes
   *     are tried in this order
   */
  public Repairs(List<RepairRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Whether a refusal is of a kind that has a known way out. */
  public boolean recognise(Complaint complaint) {
    return rules.stream().anyMatch(rule -> rule.recognises().test(complaint));
  }

  /**
   * Translates a request so that it can be repaired.
   *
   * @param translator the dialect's ordinary translation
   * @throws io.cameleer.chat.CallFailedException where the translator refuses the request
   */
  public ChatTranslation translate(
      ChatRequest request,
      Candidate candidate,
      BiFunction<ChatRequest, Candidate, ChatTranslation> translator) {
    ChatTranslation ordinary = translator.apply(request, candidate);
    return new RepairableTranslation(ordinary, request, candidate, new Workshop(this, translator));
  }

  /** The changes worth trying, best first. */
  List<Repair> of(Refused refused) {
    return rules.stream()
        .filter(rule -> rule.recognises().test(refused.complaint()))
        .flatMap(rule -> rule.repairs().apply(refused).stream())
        .toList();
  }

  /** What it takes to repair a translation. */
  record Workshop(
      Repairs repairs, BiFunction<ChatRequest, Candidate, ChatTranslation> translator) {}
}
