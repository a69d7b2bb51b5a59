package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * One candidate that an alias or a name stands for, before the order is decided.
 *
 * @param weight its share among the weights of the alias, above 0
 * @param retired the retired model in whose place it answers, or null
 */
record Option(Candidate candidate, double weight, @Nullable Candidate retired) {}
