/**
 * Kafka in this process: a real single-node broker that keeps its data on disk, and the topics of
 * whatever cluster there is.
 */
@NullMarked
package io.cameleer.broker;

import org.jspecify.annotations.NullMarked;
