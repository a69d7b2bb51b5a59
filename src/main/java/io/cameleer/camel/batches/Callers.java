package io.cameleer.camel.batches;

import io.cameleer.camel.ClientConnection;

/** Whose files and batches a client may see. */
final class Callers {

  private Callers() {}

  /** The name of the client's key; empty where keys have no names. */
  static String of(ClientConnection client) {
    String caller = client.caller().surroundings().caller();
    return caller == null ? "" : caller;
  }
}
