/**
 * The Kafka clients of jobs: consumers that keep a window of jobs in hand rather than one or a
 * batch of them, and the producer below them, which publishes what jobs have to say together with
 * the fact that they are done.
 */
@NullMarked
package io.cameleer.camel.jobs.kafka;

import org.jspecify.annotations.NullMarked;
