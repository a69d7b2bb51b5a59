package io.cameleer.camel.posted;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client prefers, by its {@code Prefer} headers (RFC 7240). A preference that is none is no
 * error: it is passed over.
 */
final class Preference {

  /** Clients and what is between them and the gateway seldom wait longer for an answer. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final Pattern WAIT =
      Pattern.compile("\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private Preference() {}

  /** How long the client would wait for a job to end, within bounds; nothing: not at all. */
  static Optional<Duration> wait(HttpServerRequest request) {
    for (String header : request.headers().getAll("Prefer")) {
      for (String preference : header.split(",", -1)) {
        Matcher wait = WAIT.matcher(preference);
        if (wait.matches()) {
          Duration wished = Duration.ofSeconds(Long.parseLong(wait.group(1)));
          Duration granted = wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished;
          return granted.isZero() ? Optional.empty() : Optional.of(granted);
        }
      }
    }
    return Optional.empty();
  }
}
