package io.cameleer.provider.openai;

/**
 * Joins what several output items or summary parts say into one text, a blank line between them,
 * piece by piece: a chat completion has room for one text only. Not thread-safe.
 */
final class ResponsesParagraphs {

  private static final String BREAK = "\n\n";

  private boolean started;
  private boolean breakDue;

  /** Notes that what follows is a paragraph of its own. */
  void begin() {
    breakDue = started;
  }

  /** The next piece, after a break where one is due. */
  String next(String piece) {
    if (piece.isEmpty()) {
      return piece;
    }
    String separated = breakDue ? BREAK + piece : piece;
    started = true;
    breakDue = false;
    return separated;
  }
}
