/**
 * Jobs on Kafka: the beans that the files in {@code routes/jobs} name, and the Kafka clients below
 * them, which keep a window of calls in flight and publish results and offsets in one transaction.
 */
@NullMarked
package io.cameleer.camel.jobs;

import org.jspecify.annotations.NullMarked;
