package io.cameleer.routing;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.routing.Plan.Skipped;
import java.util.List;
import java.util.stream.Collectors;

/** Words the refusals of calls that have no candidate left. */
final class Refusals {

  /** A message is no place for a long list. */
  private static final int MAX_LISTED = 20;

  private static final int MAX_NAME_LENGTH = 128;

  private Refusals() {}

  /** The operator's rules forbid every candidate. */
  static Failure forbidden(String code, String message) {
    return Failure.of(403, "permission_error", code, message, FailureClass.BAD_REQUEST);
  }

  /** A name from a client, between quotes. */
  static String quoted(String name) {
    return name.length() <= MAX_NAME_LENGTH
        ? "'" + name + "'"
        : "'" + name.substring(0, MAX_NAME_LENGTH) + "…'";
  }

  /** Who was left out and why. */
  static String list(List<Skipped> skipped) {
    String listed =
        skipped.stream()
            .limit(MAX_LISTED)
            .map(one -> one.label() + " " + one.reason())
            .collect(Collectors.joining("; "));
    return listed + (skipped.size() > MAX_LISTED ? "; …" : "") + ".";
  }

  /** Some names, in order. */
  static String names(List<String> names) {
    String listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    return listed + (names.size() > MAX_LISTED ? ", …" : "");
  }
}
