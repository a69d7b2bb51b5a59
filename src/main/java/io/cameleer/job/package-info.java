/**
 * Jobs: LLM calls whose answers are kept. A job comes from a Kafka topic, is a line of a batch, or
 * was posted to {@code /v1/jobs}; its result is written down before anyone is told of it, so that
 * it is never paid for twice. This package says what jobs, batches and files are, which states they
 * pass through, and what is to be remembered of them; it knows neither Kafka nor routes nor SQL.
 */
@NullMarked
package io.cameleer.job;

import org.jspecify.annotations.NullMarked;
