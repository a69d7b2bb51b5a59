/** The Kafka clients of jobs on a real broker. */
package io.cameleer.camel.jobs.kafka;
