package io.cameleer.camel;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a part of the gateway has to say on {@code /health/ready}. */
public interface ReadinessPart {

  /** The field of the report that it has to itself. */
  String name();

  /**
   * Describes how it is.
   *
   * @param report that field, an object
   * @return whether all is well; if not, the gateway is degraded, but serves
   */
  boolean describe(ObjectNode report);
}
