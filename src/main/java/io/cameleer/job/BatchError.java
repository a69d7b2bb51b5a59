package io.cameleer.job;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a batch's input file.
 *
 * @param code for programs, such as {@code invalid_json_line}
 * @param message for people
 * @param param the field at fault, or null
 * @param line the line at fault, from 1, or null where it is the file as a whole
 */
public record BatchError(
    String code, String message, @Nullable String param, @Nullable Integer line) {}
