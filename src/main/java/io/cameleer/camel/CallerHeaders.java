package io.cameleer.camel;

import io.cameleer.attempt.Caller;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.provider.WaitHint;
import io.cameleer.routing.Surroundings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The headers by which a caller says how its call shall be treated. */
public final class CallerHeaders {

  static final String UNSUPPORTED = "x-cameleer-unsupported-params";
  static final String TAG = "x-cameleer-tag";
  static final String REGION = "x-cameleer-region";
  static final String TIMEOUT = "x-cameleer-timeout";

  private static final Duration LONGEST = Duration.ofHours(1);

  private CallerHeaders() {}

  /** The headers of a request. */
  @FunctionalInterface
  public interface Lookup {

    /** A header's first value, or null where it has none. */
    @Nullable String first(String name);
  }

  /**
   * A caller with what its headers wish.
   *
   * @param usual what holds where they don't say
   * @throws CallFailedException where a header has no valid value
   */
  public static Caller wishing(Lookup request, Caller usual) {
    return new Caller(
        usual.requestId(),
        surroundings(request),
        rejectsUnsupported(request, usual.rejectUnsupported()),
        usual.background(),
        timeLimit(request, usual.timeLimit()),
        usual.startedAt(),
        usual.pausing());
  }

  /**
   * Whether parameters a provider can't honour fail the call.
   *
   * @param usual what holds where the client does not say
   */
  private static boolean rejectsUnsupported(Lookup request, boolean usual) {
    String wish = request.first(UNSUPPORTED);
    if (wish == null) {
      return usual;
    }
    return switch (wish.strip().toLowerCase(Locale.ROOT)) {
      case "reject" -> true;
      case "drop" -> false;
      default -> throw invalid(UNSUPPORTED, "must be 'drop' or 'reject'");
    };
  }

  /** What the client says the call is for, and where it has to stay. */
  private static Surroundings surroundings(Lookup request) {
    String tags = request.first(TAG);
    String regions = request.first(REGION);
    if (tags == null && regions == null) {
      return Surroundings.NONE;
    }
    return new Surroundings(words(tags), null, regions(regions));
  }

  private static Set<String> regions(@Nullable String header) {
    if (header == null) {
      return Set.of();
    }
    Set<String> regions =
        words(header).stream()
            .map(region -> region.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (regions.isEmpty()) {
      throw invalid(REGION, "names no region; leave it out or name one, like 'eu'");
    }
    return regions;
  }

  private static List<String> words(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  /**
   * How long the client wants to wait at most.
   *
   * @param usual what holds where the client does not say
   */
  private static Duration timeLimit(Lookup request, Duration usual) {
    String wish = request.first(TIMEOUT);
    if (wish == null) {
      return usual;
    }
    Duration limit = duration(wish.strip());
    if (limit == null || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw invalid(TIMEOUT, "must be a time of at most an hour, like '30s', '1500ms' or '2m'");
    }
    return limit;
  }

  private static @Nullable Duration duration(String text) {
    boolean bare = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    return WaitHint.parseDuration(bare ? text + "s" : text);
  }

  private static CallFailedException invalid(String header, String fault) {
    return new CallFailedException(
        Failure.badRequest("invalid_value", header, "The header '" + header + "' " + fault + "."));
  }
}
