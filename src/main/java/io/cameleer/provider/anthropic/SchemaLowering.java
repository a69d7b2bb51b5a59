package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import io.cameleer.provider.schema.SchemaReferences;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings a JSON schema down to what Anthropic enforces: references are replaced by their targets,
 * {@code allOf} is merged, {@code oneOf} becomes {@code anyOf}, objects are closed. A constraint
 * that can't be enforced is told to the model in the {@code description}. Source: Anthropic's page
 * on structured outputs.
 */
final class SchemaLowering {

  private static final String TYPE = "type";
  private static final String ANY_OF = "anyOf";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String CLOSED = "additionalProperties";
  private static final String DESCRIPTION = "description";

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean", "null");

  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  /** Keywords that say nothing to the model. */
  private static final Set<String> MEANINGLESS =
      Set.of(
          "$schema",
          "$id",
          "$anchor",
          "$dynamicAnchor",
          "$recursiveAnchor",
          "$vocabulary",
          "$comment",
          "deprecated",
          "readOnly",
          "writeOnly",
          "unevaluatedProperties");

  /** Look-around, other extensions of groups, references back, word boundaries, large counts. */
  private static final Pattern DIFFICULT_PATTERN =
      Pattern.compile("\\(\\?(?!:)|\\\\[bBpPkuU1-9]|\\{\\d{3,}|\\{\\d*,\\d{3,}");

  private int optionalProperties;
  private int unions;
  private boolean fits = true;

  private SchemaLowering() {}

  /**
   * A schema that can be enforced.
   *
   * @param optionalProperties how many properties are not required, in all its objects
   * @param unions how many of its schemas allow several types
   */
  record Lowered(ObjectNode schema, int optionalProperties, int unions) {}

  /**
   * Lowers a schema.
   *
   * @param param the request field it is from, for errors
   * @return null where what would be left means something else: recursion, references that lead out
   *     of the schema, objects with properties of any name, schemas that take anything,
   *     contradicting branches of {@code allOf}
   * @throws io.cameleer.chat.CallFailedException status 400, where the schema is too large
   */
  static @Nullable Lowered lower(ObjectNode schema, String param) {
    SchemaReferences.Inlined inlined = SchemaReferences.resolve(schema, param);
    if (!inlined.exact()) {
      return null;
    }
    SchemaLowering lowering = new SchemaLowering();
    ObjectNode lowered = lowering.lower(inlined.schema());
    return lowering.fits
        ? new Lowered(lowered, lowering.optionalProperties, lowering.unions)
        : null;
  }

  private ObjectNode lower(JsonNode schema) {
    ObjectNode lowered = Json.object();
    if (!(schema instanceof ObjectNode object)) {
      fits = false;
      return lowered;
    }
    AllOf merged = AllOf.merge(object);
    fits &= merged.consistent();
    ObjectNode told = Json.object();
    for (Map.Entry<String, JsonNode> keyword : merged.schema().properties()) {
      lower(keyword.getKey(), keyword.getValue(), lowered, told);
    }
    if (lowered.has(ANY_OF)) {
      finishUnion(lowered);
    } else {
      finishTyped(lowered, merged.schema());
    }
    tell(lowered, told);
    return lowered;
  }

  private void lower(String keyword, JsonNode value, ObjectNode lowered, ObjectNode told) {
    switch (keyword) {
      case TYPE, "title", DESCRIPTION, "default" -> lowered.set(keyword, value);
      case "enum" -> lowered.set(keyword, scalars(value));
      case "const" -> {
        fits &= value.isValueNode();
        lowered.set(keyword, value);
      }
      case PROPERTIES -> lowered.set(keyword, properties(value));
      case REQUIRED -> lowered.set(keyword, value);
      case "items" -> lowered.set(keyword, lower(value));
      case ANY_OF, "oneOf" -> {
        fits &= !lowered.has(ANY_OF);
        lowered.set(ANY_OF, branches(value));
      }
      case CLOSED -> {
        if (value.isObject()) {
          told.set(keyword, value);
        }
      }
      default -> {
        if (isEnforced(keyword, value)) {
          lowered.set(keyword, value);
        } else if (!MEANINGLESS.contains(keyword)) {
          told.set(keyword, value);
        }
      }
    }
  }

  private static boolean isEnforced(String keyword, JsonNode value) {
    return switch (keyword) {
      case "format" -> FORMATS.contains(value.asText());
      case "pattern" -> value.isTextual() && !DIFFICULT_PATTERN.matcher(value.asText()).find();
      case "minItems" -> value.isIntegralNumber() && (value.asLong() == 0 || value.asLong() == 1);
      default -> false;
    };
  }

  private JsonNode scalars(JsonNode values) {
    fits &= values.isArray() && !values.isEmpty();
    values.forEach(value -> fits &= value.isValueNode());
    return values;
  }

  private ObjectNode properties(JsonNode properties) {
    fits &= properties.isObject();
    ObjectNode lowered = Json.object();
    properties
        .properties()
        .forEach(property -> lowered.set(property.getKey(), lower(property.getValue())));
    return lowered;
  }

  private ArrayNode branches(JsonNode branches) {
    fits &= branches.isArray() && !branches.isEmpty();
    ArrayNode lowered = Json.array();
    branches.forEach(branch -> lowered.add(lower(branch)));
    return lowered;
  }

  /**
   * Beside {@code anyOf} a type says nothing that its branches do not say; anything else would be a
   * second condition.
   */
  private void finishUnion(ObjectNode lowered) {
    unions++;
    lowered.remove(TYPE);
    for (String other : new String[] {"enum", "const", PROPERTIES, REQUIRED, "items"}) {
      fits &= !lowered.has(other);
    }
  }

  private void finishTyped(ObjectNode lowered, ObjectNode original) {
    Set<String> types = SchemaTypes.of(lowered);
    fits &= !types.isEmpty() && TYPES.containsAll(types);
    if (!lowered.has(TYPE)) {
      SchemaTypes.put(lowered, types);
    }
    if (types.size() > 1) {
      unions++;
    }
    if (types.contains("object")) {
      finishObject(lowered, original);
    } else {
      fits &= !lowered.has(PROPERTIES);
      lowered.remove(REQUIRED);
    }
    fits &= types.contains("array") == lowered.has("items");
  }

  /** An open object without a named property would be closed to always being empty. */
  private void finishObject(ObjectNode lowered, ObjectNode original) {
    JsonNode properties = lowered.path(PROPERTIES);
    boolean saidToBeEmpty =
        original.path(CLOSED).isBoolean()
            && !original.path(CLOSED).booleanValue()
            && !original.has("patternProperties");
    fits &= !properties.isEmpty() || saidToBeEmpty;
    Set<String> required = new LinkedHashSet<>();
    lowered.path(REQUIRED).forEach(name -> required.add(name.asText()));
    required.removeIf(name -> !properties.has(name));
    optionalProperties += properties.size() - required.size();
    lowered.remove(REQUIRED);
    if (!required.isEmpty()) {
      ArrayNode names = lowered.putArray(REQUIRED);
      required.forEach(names::add);
    }
    lowered.put(CLOSED, false);
  }

  private static void tell(ObjectNode lowered, ObjectNode told) {
    if (told.isEmpty()) {
      return;
    }
    String text = "Constraints: " + Json.text(told);
    String description = Json.string(lowered, DESCRIPTION);
    lowered.put(DESCRIPTION, description == null ? text : description + "\n" + text);
  }
}
