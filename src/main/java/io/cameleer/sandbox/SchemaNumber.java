package io.cameleer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A number within a schema's bounds. */
final class SchemaNumber {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private SchemaNumber() {}

  /** A whole number: 1, or the one nearest to it that the schema allows. */
  static JsonNode integer(JsonNode schema) {
    BigDecimal least = bound(schema, "minimum", "exclusiveMinimum", 1, RoundingMode.CEILING);
    BigDecimal most = bound(schema, "maximum", "exclusiveMaximum", -1, RoundingMode.FLOOR);
    return DecimalNode.valueOf(multiple(within(BigDecimal.ONE, least, most), schema));
  }

  /** A number: 1, or else the middle of the bounds, or one beyond the only bound. */
  static JsonNode decimal(JsonNode schema) {
    BigDecimal low = greater(number(schema, "minimum"), number(schema, "exclusiveMinimum"));
    BigDecimal high = lesser(number(schema, "maximum"), number(schema, "exclusiveMaximum"));
    BigDecimal value = BigDecimal.ONE;
    if (low != null && high != null) {
      value = low.add(high).divide(TWO);
    } else if (low != null && low.compareTo(value) >= 0) {
      value = low.add(BigDecimal.ONE);
    } else if (high != null && high.compareTo(value) <= 0) {
      value = high.subtract(BigDecimal.ONE);
    }
    return DecimalNode.valueOf(multiple(value, schema));
  }

  private static @Nullable BigDecimal bound(
      JsonNode schema, String inclusive, String exclusive, int step, RoundingMode rounding) {
    BigDecimal closed = number(schema, inclusive);
    BigDecimal open = number(schema, exclusive);
    BigDecimal rounded = closed == null ? null : closed.setScale(0, rounding);
    if (open == null) {
      return rounded;
    }
    RoundingMode back =
        rounding == RoundingMode.CEILING ? RoundingMode.FLOOR : RoundingMode.CEILING;
    BigDecimal next = open.setScale(0, back).add(BigDecimal.valueOf(step));
    return step > 0 ? greater(rounded, next) : lesser(rounded, next);
  }

  private static BigDecimal within(
      BigDecimal value, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    if (least != null && value.compareTo(least) < 0) {
      return least;
    }
    return most != null && value.compareTo(most) > 0 ? most : value;
  }

  private static BigDecimal multiple(BigDecimal value, JsonNode schema) {
    BigDecimal step = number(schema, "multipleOf");
    if (step == null || step.signum() <= 0) {
      return value;
    }
    return value.divide(step, 0, RoundingMode.CEILING).multiply(step);
  }

  private static @Nullable BigDecimal number(JsonNode schema, String field) {
    JsonNode node = schema.path(field);
    return node.isNumber() ? node.decimalValue() : null;
  }

  private static @Nullable BigDecimal greater(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.max(b);
  }

  private static @Nullable BigDecimal lesser(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.min(b);
  }
}
