package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import org.jspecify.annotations.Nullable;

/** Something that may speak against candidates. */
interface Objection {

  /**
   * What speaks against a candidate, as the end of a sentence about it such as "takes no images";
   * null: nothing.
   */
  @Nullable String to(Candidate candidate);
}
