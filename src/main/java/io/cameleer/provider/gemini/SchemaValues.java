package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers {@code enum} and {@code const}: Gemini knows no {@code const}, and takes only texts and
 * numbers in an {@code enum}. A null among them becomes one of the schema's types.
 */
final class SchemaValues {

  private static final String ENUM = "enum";
  private static final String TYPE = "type";
  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private SchemaValues() {}

  /** Sets {@code enum} and {@code type} of the lowered schema, whose type is already taken over. */
  static void take(ObjectNode schema, ObjectNode lowered) {
    ArrayNode values = values(schema);
    ArrayNode kept = Json.array();
    boolean nullable = schema.path("nullable").asBoolean();
    boolean expressible = true;
    for (JsonNode value : values) {
      if (value.isTextual() || value.isNumber()) {
        kept.add(value);
      } else if (value.isNull()) {
        nullable = true;
      } else {
        expressible = false;
      }
    }
    if (!expressible) {
      SchemaNotes.append(lowered, ENUM + ": " + SchemaNotes.shortText(values));
    } else if (!kept.isEmpty()) {
      lowered.set(ENUM, kept);
    }
    setType(lowered, values);
    if (nullable) {
      admitNull(lowered);
    }
  }

  private static ArrayNode values(ObjectNode schema) {
    if (schema.has("const")) {
      return Json.array().add(schema.get("const"));
    }
    return schema.get(ENUM) instanceof ArrayNode values ? values : Json.array();
  }

  private static void setType(ObjectNode lowered, ArrayNode values) {
    if (lowered.has(TYPE) || lowered.has("anyOf") || lowered.has("oneOf")) {
      return;
    }
    String common = null;
    for (JsonNode value : values) {
      String type = type(value);
      if (type == null) {
        return;
      }
      common = common == null ? type : common(common, type);
    }
    if (common != null && !common.isEmpty()) {
      lowered.put(TYPE, common);
    }
  }

  /** The one type that takes values of both, null aside; empty where there is none. */
  private static String common(String one, String other) {
    if (one.equals(other) || other.equals("null")) {
      return one;
    }
    if (one.equals("null")) {
      return other;
    }
    boolean numbers = NUMBERS.contains(one) && NUMBERS.contains(other);
    return numbers ? "number" : "";
  }

  private static @Nullable String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.canConvertToExactIntegral() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> null;
    };
  }

  private static void admitNull(ObjectNode lowered) {
    JsonNode type = lowered.get(TYPE);
    if (type instanceof ArrayNode types) {
      for (JsonNode each : types) {
        if (each.asText().equals("null")) {
          return;
        }
      }
      types.add("null");
    } else if (type != null && !type.asText().equals("null")) {
      lowered.putArray(TYPE).add(type).add("null");
    }
  }
}
