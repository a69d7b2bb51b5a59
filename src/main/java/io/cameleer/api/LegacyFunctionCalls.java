package io.cameleer.api;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives ids to the calls of the deprecated {@code function_call}, which has none. The ids depend on
 * nothing but the calls' order, so that the same conversation always gets the same ids. One per
 * conversation; not thread-safe.
 */
final class LegacyFunctionCalls {

  private final Map<String, String> unanswered = new HashMap<>(2);
  private int count;

  /** The id of the next call in the conversation. */
  String called(String function) {
    String id = nextId();
    unanswered.put(function, id);
    return id;
  }

  /**
   * The id of the call that a function's result answers; one of its own where there was no such
   * call.
   */
  String answeredBy(String function) {
    String id = unanswered.remove(function);
    return id == null ? nextId() : id;
  }

  private String nextId() {
    return "call_function_" + count++;
  }
}
