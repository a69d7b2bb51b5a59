package io.cameleer.provider.repair;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One kind of refusal and the changes that mend it. Stateless.
 *
 * @param recognises whether a complaint is of that kind
 * @param repairs the changes worth trying, best first; none where this request has nothing that
 *     could be changed
 */
public record RepairRule(Predicate<Complaint> recognises, Function<Refused, List<Repair>> repairs) {

  /** A kind that is recognised by one of some lower-case phrases, and one change. */
  public static RepairRule on(List<String> phrases, Function<Refused, Repair> repair) {
    String[] words = phrases.toArray(String[]::new);
    return new RepairRule(
        complaint -> complaint.mentions(words), refused -> List.of(repair.apply(refused)));
  }

  /** A kind that is recognised by what its message contains, and one change. */
  public static RepairRule on(Pattern words, Function<Refused, Repair> repair) {
    return new RepairRule(
        complaint -> words.matcher(complaint.message()).find(),
        refused -> List.of(repair.apply(refused)));
  }
}
