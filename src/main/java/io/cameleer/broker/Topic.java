package io.cameleer.broker;

import java.time.Duration;

/**
 * A topic that has to be there.
 *
 * @param partitions into how many it is divided if it has to be created
 * @param retention how long its records are kept if it has to be created
 */
public record Topic(String name, int partitions, Duration retention) {}
