package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import java.util.List;

/** Knows which parameters of the call at hand a candidate can't honour. */
@FunctionalInterface
public interface ParameterSupport {

  /** The names of those parameters as they stand in the request; empty where all are honoured. */
  List<String> unsupported(Candidate candidate);
}
