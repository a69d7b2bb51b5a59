package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A provider's answer.
 *
 * @param streamed whether it is a stream of events; otherwise it is JSON
 * @param text the body
 */
record Reply(boolean streamed, String text) {

  /** A whole answer. */
  static Reply of(JsonNode body) {
    return new Reply(false, body.toString());
  }

  /** Cuts a text into pieces of so many characters, as models hand them out. */
  static List<String> pieces(String text, int length) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int characters = Math.min(length, text.codePointCount(start, text.length()));
      int end = text.offsetByCodePoints(start, characters);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** Cuts a body where a network might: anywhere, and inside every UTF-8 character. */
  static List<byte[]> awkwardly(byte[] body) {
    List<byte[]> writes = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < body.length; i++) {
      boolean insideCharacter = (body[i] & 0xC0) == 0x80;
      if (insideCharacter || i - start == 97) {
        writes.add(Arrays.copyOfRange(body, start, i));
        start = i;
      }
    }
    writes.add(Arrays.copyOfRange(body, start, body.length));
    return writes;
  }
}
