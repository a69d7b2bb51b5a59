package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.provider.repair.FieldPath;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repairs of a limit of the answer that goes by the wrong name or is beyond the model's. */
final class RefusedLimit {

  private static final String OLD_NAME = "max_tokens";
  private static final String NEW_NAME = "max_completion_tokens";

  /**
   * DashScope: {@code Range of max_tokens should be [1, 8192]}; DeepSeek: {@code … is [1, 8192]}
   */
  private static final Pattern RANGE_GIVEN =
      Pattern.compile(
          "range of max_tokens (?:should be|is) \\[(\\d{1,9}), ?(\\d{1,9})]",
          Pattern.CASE_INSENSITIVE);

  /** The nearest limit the model takes. */
  static final RepairRule RANGE =
      new RepairRule(
          complaint -> RANGE_GIVEN.matcher(complaint.message()).find(), RefusedLimit::intoRange);

  private RefusedLimit() {}

  /** The other name of the limit, where a field is one of its two names. */
  static @Nullable String otherName(FieldPath field) {
    if (field.is(OLD_NAME)) {
      return NEW_NAME;
    }
    return field.is(NEW_NAME) ? OLD_NAME : null;
  }

  /** Calls the limit by its other name, unless that is there, too. */
  static void rename(ObjectNode body, String name, String otherName) {
    JsonNode limit = body.remove(name);
    if (limit != null && !body.has(otherName)) {
      body.set(otherName, limit);
    }
  }

  private static List<Repair> intoRange(Refused refused) {
    Integer limit = refused.request().outputLimit();
    Matcher range = RANGE_GIVEN.matcher(refused.complaint().message());
    if (limit == null || !range.find()) {
      return List.of();
    }
    int least = Integer.parseInt(range.group(1));
    int most = Math.max(least, Integer.parseInt(range.group(2)));
    Integer taken = Math.clamp(limit, least, most);
    return List.of(
        refused
            .repair()
            .request(
                refused.request().toBuilder().maxTokens(taken).maxCompletionTokens(null).build()));
  }
}
