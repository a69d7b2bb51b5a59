package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.provider.DroppedParameters;

/** One difference of a dialect: changes a canonical request before it is written. Stateless. */
@FunctionalInterface
public interface RequestAdjustment {

  /**
   * The request as this provider and model take it.
   *
   * @param dropped gets the names of the fields that are left out
   * @throws io.cameleer.chat.CallFailedException where what can't be done can't be left out either:
   *     status 400
   */
  ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped);
}
