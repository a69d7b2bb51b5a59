package io.cameleer.attempt;

/**
 * Who calls, and what the call's surroundings say about it.
 *
 * @param requestId names the call in replies and logs
 * @param rejectUnsupported whether parameters a provider can't honour fail the call instead of
 *     being dropped
 * @param startedAt {@link System#nanoTime()} when the call arrived
 */
public record Caller(String requestId, boolean rejectUnsupported, long startedAt) {}
