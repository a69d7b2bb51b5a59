package io.cameleer.routing;

import io.cameleer.catalog.Candidate;

/** What is known of how candidates lately did. */
public interface Health {

  /** The decayed median time to a candidate's first content, in nanoseconds; -1 where unknown. */
  long medianFirstTokenNanos(Candidate candidate);

  /** The decayed median of the tokens per second it answers with; -1 where unknown. */
  double medianTokensPerSecond(Candidate candidate);
}
