package io.cameleer.provider.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.provider.DroppedParameters;

/** A change to a body that the dialect has written. Stateless. */
@FunctionalInterface
public interface BodyEdit {

  /** Changes nothing. */
  BodyEdit NONE = (body, dropped) -> {};

  /**
   * Changes the body in place.
   *
   * @param dropped gets the names of the client's fields that are left out
   */
  void apply(ObjectNode body, DroppedParameters dropped);
}
