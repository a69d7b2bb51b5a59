package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.repair.FunctionSchemas;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs of a JSON schema that a server does not enforce: first it is no longer to be enforced,
 * then it is told in words.
 */
final class RefusedSchema {

  private static final String FORMAT = "response_format";
  private static final String STRICT = FORMAT + ".json_schema.strict";

  private static final Pattern FUNCTION_REFUSED =
      pattern("invalid schema for function '([^']+)'|(?:invalid|unsupported) tool schema");

  private static final Pattern ANSWER_REFUSED =
      pattern(
          "invalid schema for response_format|(?:invalid|unsupported) json[ _]schema"
              + "|schema is too complex");

  private static final Pattern MODE_REFUSED =
      pattern(
          "(response_format|json_schema|json_object).*(not support|unsupported|unavailable"
              + "|not available|must be (one of|either))|(not support|unsupported)[^.]*(json_schema"
              + "|response_format)");

  /** The schema of a function. */
  static final RepairRule OF_FUNCTION = rule(FUNCTION_REFUSED, RefusedSchema::ofFunction);

  /** The schema of the answer. */
  static final RepairRule OF_ANSWER = rule(ANSWER_REFUSED, RefusedSchema::ofAnswer);

  /** Answers of a schema, or in JSON at all. */
  static final RepairRule MODE = rule(MODE_REFUSED, RefusedSchema::ofMode);

  private RefusedSchema() {}

  private static List<Repair> ofFunction(Refused refused) {
    Matcher matcher = FUNCTION_REFUSED.matcher(refused.complaint().message());
    String name = matcher.find() ? matcher.group(1) : null;
    FunctionSchemas schemas =
        new FunctionSchemas((index, function) -> name == null || function.name().equals(name));
    return List.of(schemas.notStrict(refused.repair()), schemas.inWords(refused.repair()));
  }

  private static List<Repair> ofAnswer(Refused refused) {
    List<Repair> repairs = new ArrayList<>();
    if (refused.request().responseFormat() instanceof ResponseFormat.JsonSchema schema
        && Boolean.TRUE.equals(schema.strict())) {
      ResponseFormat lenient =
          new ResponseFormat.JsonSchema(
              schema.name(), schema.description(), schema.schema(), false, schema.extras());
      ChatRequest request = refused.request().toBuilder().responseFormat(lenient).build();
      repairs.add(refused.repair().request(request).dropping(STRICT));
    }
    repairs.addAll(ofMode(refused));
    return repairs;
  }

  /** JSON of any kind in place of a schema; no format at all in place of JSON of any kind. */
  private static List<Repair> ofMode(Refused refused) {
    ChatRequest request = refused.request();
    return switch (request.responseFormat()) {
      case ResponseFormat.JsonSchema ignored -> {
        DroppedParameters dropped = new DroppedParameters();
        ChatRequest told = JsonMode.describeSchema(request, refused.candidate(), dropped);
        yield List.of(
            refused.repair().request(told).dropping(dropped.names().toArray(String[]::new)));
      }
      case ResponseFormat.JsonObject ignored ->
          List.of(refused.repair().request(JsonMode.asInstruction(request)).dropping(FORMAT));
      case ResponseFormat.Text ignored -> List.of();
      case null -> List.of();
    };
  }

  private static RepairRule rule(Pattern words, Function<Refused, List<Repair>> repairs) {
    return new RepairRule(complaint -> words.matcher(complaint.message()).find(), repairs);
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
