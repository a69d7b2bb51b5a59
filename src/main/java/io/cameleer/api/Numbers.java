package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the numbers of a request within their bounds, however large or small a client writes them.
 */
final class Numbers {

  private Numbers() {}

  /**
   * An integer within bounds, both included. It may be written with a fraction of zero.
   *
   * @param owner the object that has the field
   * @param value the field's value
   */
  static long integer(Fields owner, String field, JsonNode value, long minimum, long maximum) {
    if (!value.isNumber() || !value.canConvertToExactIntegral()) {
      throw Invalid.type(owner.path(field), "an integer", value);
    }
    boolean fits = value.canConvertToLong();
    if (fits && value.longValue() >= minimum && value.longValue() <= maximum) {
      return value.longValue();
    }
    boolean above = fits ? value.longValue() > maximum : value.decimalValue().signum() > 0;
    throw above
        ? Invalid.above(owner.path(field), "integer", maximum, value)
        : Invalid.below(owner.path(field), "integer", minimum, value);
  }

  /**
   * A number within bounds, both included.
   *
   * @param owner the object that has the field
   * @param value the field's value
   */
  static double decimal(Fields owner, String field, JsonNode value, int minimum, int maximum) {
    if (!value.isNumber()) {
      throw Invalid.type(owner.path(field), "a number", value);
    }
    double number = value.doubleValue();
    if (number < minimum) {
      throw Invalid.below(owner.path(field), "decimal", minimum, value);
    }
    if (number > maximum) {
      throw Invalid.above(owner.path(field), "decimal", maximum, value);
    }
    return number;
  }
}
