package io.cameleer.camel;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.util.HashSet;
import java.util.Set;

/** The regions that both a caller and its request allow. */
public final class CommonRegions {

  private CommonRegions() {}

  /**
   * An empty set means "anywhere", so two sets without a common region must not make one.
   *
   * @param own where the caller's calls have to stay
   * @param stated where this call has to stay
   * @param whose whose calls they are, for people: {@code with this key}
   * @throws CallFailedException where the two have nothing in common
   */
  public static Set<String> of(Set<String> own, Set<String> stated, String whose) {
    if (own.isEmpty() || stated.isEmpty()) {
      return own.isEmpty() ? stated : own;
    }
    Set<String> both = new HashSet<>(own);
    both.retainAll(stated);
    if (both.isEmpty()) {
      throw new CallFailedException(
          Failure.of(
              403,
              "permission_error",
              "region_not_available",
              "Calls %s have to stay in %s, so they can't go to %s."
                  .formatted(whose, String.join(", ", own), String.join(", ", stated)),
              FailureClass.BAD_REQUEST));
    }
    return both;
  }
}
