package io.cameleer.api;

import java.math.BigDecimal;

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
  static long integer(Fields owner, String field, Object value, long minimum, long maximum) {
    BigDecimal number = value instanceof Number some ? exact(some) : null;
    if (number == null || !isWhole(number)) {
      throw Invalid.type(owner.path(field), "an integer", value);
    }
    if (number.compareTo(BigDecimal.valueOf(minimum)) < 0) {
      throw Invalid.below(owner.path(field), "integer", minimum, value);
    }
    if (number.compareTo(BigDecimal.valueOf(maximum)) > 0) {
      throw Invalid.above(owner.path(field), "integer", maximum, value);
    }
    return number.longValue();
  }

  private static BigDecimal exact(Number number) {
    return switch (number) {
      case Integer some -> BigDecimal.valueOf(some);
      case Long some -> BigDecimal.valueOf(some);
      case BigDecimal some -> some;
      default -> new BigDecimal(number.toString());
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /**
   * A number within bounds, both included.
   *
   * @param owner the object that has the field
   * @param value the field's value
   */
  static double decimal(Fields owner, String field, Object value, int minimum, int maximum) {
    if (!(value instanceof Number some)) {
      throw Invalid.type(owner.path(field), "a number", value);
    }
    double number = some.doubleValue();
    if (number < minimum) {
      throw Invalid.below(owner.path(field), "decimal", minimum, value);
    }
    if (number > maximum) {
      throw Invalid.above(owner.path(field), "decimal", maximum, value);
    }
    return number;
  }
}
