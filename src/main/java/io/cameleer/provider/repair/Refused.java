package io.cameleer.provider.repair;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import java.util.List;

/**
 * A request that was refused.
 *
 * @param request as the client sent it
 * @param candidate who refused it
 * @param complaint what was said of it
 */
public record Refused(ChatRequest request, Candidate candidate, Complaint complaint) {

  /** The request as it is, to be changed. */
  public Repair repair() {
    return new Repair(request, candidate, BodyEdit.NONE, List.of());
  }
}
