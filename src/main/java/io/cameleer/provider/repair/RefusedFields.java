package io.cameleer.provider.repair;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the fields that a provider refuses in the words it uses for it: OpenAI's, Google's, those
 * of the validators of FastAPI, JSON Schema, Go and Rust behind the many compatible servers.
 */
public final class RefusedFields {

  private static final String QUOTED = "[`'\"]([^`'\"\\s]+)[`'\"]";
  private static final String REFUSES =
      "(?:not (?:yet )?(?:supported|allowed|permitted|enabled|available)|unsupported|deprecated)";

  /** Names that are not also words of plain English, and so are known without quotes. */
  private static final String TELLING_NAME =
      "(temperature|top_p|top_k|frequency_penalty|presence_penalty|logit_bias|logprobs"
          + "|top_logprobs|max_tokens|max_completion_tokens|stream_options|parallel_tool_calls"
          + "|reasoning_effort|reasoning_content|service_tier|prompt_cache_key)";

  /**
   * {@code Unknown parameter: 'x'}, {@code unknown field `x`}, {@code Unsupported value: 'x'}, …
   */
  private static final Pattern UNKNOWN =
      pattern(
          "(?:(?:unknown|unsupported|unrecognized|unexpected)"
              + " (?:parameter|field|key|(?:keyword )?argument|property|option)s?:?"
              + "|unsupported value:) "
              + QUOTED);

  /** {@code tools[0].function: unknown field `x`, expected one of …} */
  private static final Pattern UNKNOWN_INSIDE =
      pattern("([a-z_]\\w*(?:\\[\\d+]|\\.\\w+)+): unknown field " + QUOTED);

  private static final Pattern UNKNOWN_ARGUMENTS =
      pattern("unrecognized request arguments? supplied: ([\\w., -]+\\w)");

  /** {@code Unknown name "x" at 'generation_config': Cannot find field.} */
  private static final Pattern UNKNOWN_NAME =
      pattern("unknown name \"([^\"]+)\"(?: at '([^']*)')?");

  /** {@code body.messages.0.user.name: Extra inputs are not permitted} */
  private static final Pattern EXTRA_INPUT =
      pattern("([\\w.\\[\\]-]+): extra inputs are not permitted");

  /** {@code {'type': 'extra_forbidden', 'loc': ('body', 'x'), …}} */
  private static final Pattern EXTRA_LOCATION =
      pattern("'extra_forbidden', 'loc': [(\\[]([^)\\]]*)[)\\]]");

  /** {@code Additional properties are not allowed ('x', 'y' were unexpected)} */
  private static final Pattern ADDITIONAL =
      pattern("additional properties are not allowed \\(([^)]*) (?:was|were) unexpected\\)");

  /** {@code 'messages.1' : property 'x' is unsupported} */
  private static final Pattern PROPERTY =
      pattern("(?:'([\\w.\\[\\]]+)' : )?property '([^']+)' is " + REFUSES);

  private static final Pattern NOT_SUPPORTED =
      pattern(
          "(?:[`'\"]([a-z][\\w.\\[\\]]*)[`'\"]|\\b"
              + TELLING_NAME
              + ")(?: parameter)? (?:is|are) "
              + REFUSES);

  private static final Pattern SUPPORTS_NO =
      pattern("(?:does|do) not support (?:the )?(?:parameter )?[`'\"]?" + TELLING_NAME + "\\b");

  private RefusedFields() {}

  /** The fields, in the order they are named; empty where the complaint is about something else. */
  public static List<FieldPath> in(Complaint complaint) {
    String message = complaint.message();
    Set<FieldPath> fields = new LinkedHashSet<>();
    addSecondBelowFirst(PROPERTY.matcher(message), fields);
    addSecondBelowFirst(UNKNOWN_INSIDE.matcher(message), fields);
    addFirstBelowSecond(UNKNOWN_NAME.matcher(message), fields);
    addLists(UNKNOWN_ARGUMENTS.matcher(message), ", |\\s", fields);
    addLists(ADDITIONAL.matcher(message), ", ", fields);
    addLocations(EXTRA_LOCATION.matcher(message), fields);
    for (Pattern pattern : List.of(EXTRA_INPUT, UNKNOWN, NOT_SUPPORTED, SUPPORTS_NO)) {
      addAll(pattern.matcher(message), fields);
    }
    if (complaint.param() != null) {
      fields.add(FieldPath.parse(complaint.param()));
    }
    return fields.stream().filter(field -> !isPlacedAmong(fields, field)).toList();
  }

  /** Whether a bare name is that of a field whose place was found, too. */
  private static boolean isPlacedAmong(Set<FieldPath> fields, FieldPath bare) {
    return bare.steps().size() == 1
        && fields.stream()
            .anyMatch(field -> field.steps().size() > 1 && field.leaf().equals(bare.leaf()));
  }

  private static void addAll(Matcher matcher, Set<FieldPath> fields) {
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          fields.add(FieldPath.parse(matcher.group(group)));
        }
      }
    }
  }

  private static void addLists(Matcher matcher, String separator, Set<FieldPath> fields) {
    while (matcher.find()) {
      for (String name : matcher.group(1).split(separator, -1)) {
        if (!name.isBlank()) {
          fields.add(FieldPath.parse(unquoted(name)));
        }
      }
    }
  }

  private static void addLocations(Matcher matcher, Set<FieldPath> fields) {
    while (matcher.find()) {
      List<String> steps = new ArrayList<>();
      for (String step : matcher.group(1).split(", ?", -1)) {
        steps.add(unquoted(step));
      }
      fields.add(FieldPath.parse(String.join(".", steps)));
    }
  }

  private static void addSecondBelowFirst(Matcher matcher, Set<FieldPath> fields) {
    while (matcher.find()) {
      String place = matcher.group(1);
      fields.add(FieldPath.parse(place == null ? "" : place).below(matcher.group(2)));
    }
  }

  private static void addFirstBelowSecond(Matcher matcher, Set<FieldPath> fields) {
    while (matcher.find()) {
      String place = matcher.group(2);
      fields.add(FieldPath.parse(place == null ? "" : place).below(matcher.group(1)));
    }
  }

  private static String unquoted(String name) {
    return name.replaceAll("[`'\"]", "").strip();
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
