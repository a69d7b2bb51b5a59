package io.cameleer.routing;

import io.cameleer.catalog.Candidate;

/**
 * Weighted rendezvous hashing: a caller draws a number for every candidate, always the same one,
 * and the candidates are ordered by what the numbers and the weights make of each. So a caller
 * stays where it is when other candidates come and go, and over many callers a candidate comes
 * first exactly as often as its weight says.
 */
final class RendezvousHash {

  // FNV-1a, then MurmurHash3's finalizer, which spreads the differences over all bits.
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long FIRST_MIX = 0xff51afd7ed558ccdL;
  private static final long SECOND_MIX = 0xc4ceb9fe1a85ec53L;

  /** No character that text consists of, so that ("ab", "c") differs from ("a", "bc"). */
  private static final char END = '\uffff';

  private static final double UNIT = 0x1.0p-53;

  private final long seed;

  /** Draws for one caller and one alias. */
  RendezvousHash(String caller, String alias) {
    this.seed = absorb(absorb(OFFSET_BASIS, caller), alias);
  }

  /** The number drawn for a candidate, evenly spread between 0 and 1, both excluded. */
  double draw(Candidate candidate) {
    long hash = absorb(absorb(seed, candidate.provider().name()), candidate.model().id());
    hash = (hash ^ (hash >>> 33)) * FIRST_MIX;
    hash = (hash ^ (hash >>> 33)) * SECOND_MIX;
    hash ^= hash >>> 33;
    return ((hash >>> 11) + 0.5) * UNIT;
  }

  /**
   * What a candidate is ordered by, lowest first: with numbers drawn at random it is exponentially
   * distributed with the weight as its rate, hence lowest with a probability of its share of all
   * weights.
   */
  static double score(double drawn, double weight) {
    return -Math.log(drawn) / weight;
  }

  private static long absorb(long state, String text) {
    long hash = state;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return (hash ^ END) * PRIME;
  }
}
