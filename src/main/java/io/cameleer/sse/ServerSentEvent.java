package io.cameleer.sse;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param event its name, or null where the stream gave none
 * @param data its data, lines joined by a line feed
 */
public record ServerSentEvent(@Nullable String event, String data) {}
