/**
 * Jobs on Kafka: the beans that the files in {@code routes/jobs} name, in the order in which a job
 * meets them.
 */
@NullMarked
package io.cameleer.camel.jobs;

import org.jspecify.annotations.NullMarked;
