package io.cameleer.catalog;

import java.util.regex.Pattern;

/**
 * Says by its id whose model one is.
 *
 * @param dialect the owner's dialect
 * @param pattern looked for in the lower-case id without vendor prefix
 */
public record OwnerRule(String dialect, Pattern pattern) {}
