package io.cameleer.job.topic;

/**
 * How far a partition has been dealt with, as it is committed.
 *
 * @param offset the first record that is not done
 * @param done which of the later records are done, as text to be committed with the offset; empty:
 *     none
 */
public record Position(long offset, String done) {}
