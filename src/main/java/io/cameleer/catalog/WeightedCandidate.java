package io.cameleer.catalog;

/**
 * One of an alias's candidates.
 *
 * @param weight its share among the weights of the alias, above 0
 */
public record WeightedCandidate(Candidate candidate, double weight) {}
