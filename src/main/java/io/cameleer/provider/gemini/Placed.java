package io.cameleer.provider.gemini;

import io.cameleer.chat.Message;

/**
 * A message and its place in the client's request.
 *
 * @param index its place among the request's messages
 */
record Placed<M extends Message>(int index, M message) {

  /** Where its content stands, for messages about it. */
  String path() {
    return "messages[" + index + "].content";
  }
}
