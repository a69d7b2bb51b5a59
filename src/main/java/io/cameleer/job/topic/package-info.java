/**
 * Jobs on topics: how a record says what to call, how results and dead letters are written, who
 * goes first, and which records of a partition are done. Pure: no Kafka, no routes.
 */
@NullMarked
package io.cameleer.job.topic;

import org.jspecify.annotations.NullMarked;
