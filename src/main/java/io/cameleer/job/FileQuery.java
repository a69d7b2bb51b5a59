package io.cameleer.job;

import org.jspecify.annotations.Nullable;

/**
 * Which files of a caller to list.
 *
 * @param purpose only those for this, or null: all
 * @param after the file after which the list goes on, or null: from its beginning
 * @param limit how many at most, at least 1
 * @param oldestFirst whether the list begins with the oldest file rather than the newest
 */
public record FileQuery(
    @Nullable String purpose, @Nullable FileId after, int limit, boolean oldestFirst) {}
