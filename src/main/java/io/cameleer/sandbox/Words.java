package io.cameleer.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The sandbox's tokens: words, that is runs of characters other than white space, each with the
 * white space after it.
 */
final class Words {

  private Words() {}

  /** How many words a text has. */
  static int count(String text) {
    return split(text).size();
  }

  /** The words; joined they are the text again. White space before the first word belongs to it. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    int end = endOfWord(text, 0);
    while (start < end && !text.substring(start, end).isBlank()) {
      words.add(text.substring(start, end));
      start = end;
      end = endOfWord(text, start);
    }
    return words;
  }

  private static int endOfWord(String text, int start) {
    int end = skip(text, start, true);
    end = skip(text, end, false);
    return skip(text, end, true);
  }

  private static int skip(String text, int start, boolean whitespace) {
    int end = start;
    while (end < text.length() && Character.isWhitespace(text.charAt(end)) == whitespace) {
      end++;
    }
    return end;
  }
}
