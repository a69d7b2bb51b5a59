package io.cameleer.routing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up about how many tokens the texts of one request make. Every character weighs what its kind
 * costs on average in the tokenizers of current models; where these differ much, the weight is
 * nearer to the dearer ones. The more has been counted, the thinner the samples of what follows, so
 * that a long prompt costs hardly more time than a short one. Used by one thread.
 */
final class TokenCount {

  /** Texts are looked at in windows, long enough for a word and the marks around it. */
  private static final int WINDOW = 32;

  /** So many characters are looked at one by one, before windows are left out between others. */
  private static final int WITHOUT_GAPS = 2_048;

  private static final int HUNDREDTHS = 100;

  /** Hundredths of a token that no character weighs more than. */
  private static final int HEAVIEST = 200;

  /** Hundredths of a token per character of ASCII and Latin-1. */
  private static final short[] LATIN = latin();

  /** Hundredths of a token per character elsewhere, by the high byte of the character. */
  private static final short[] PAGES = pages();

  private final boolean bound;
  private long characters;
  private long hundredths;

  private TokenCount(boolean bound) {
    this.bound = bound;
  }

  /** Begins an estimate. */
  static TokenCount estimate() {
    return new TokenCount(false);
  }

  /** Begins a bound that no estimate exceeds; looks at no character. */
  static TokenCount bound() {
    return new TokenCount(true);
  }

  /** Adds a text; null adds nothing. */
  void text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    int length = text.length();
    if (bound) {
      hundredths += (long) length * HEAVIEST;
      return;
    }
    characters += length;
    long gap = characters / WITHOUT_GAPS * WINDOW;
    long weight = 0;
    int looked = 0;
    for (long start = 0; start < length; start += WINDOW + gap) {
      int from = (int) start;
      int to = Math.min(from + WINDOW, length);
      weight += weight(text, from, to);
      looked += to - from;
    }
    hundredths += looked == length ? weight : weight * length / looked;
  }

  private static int weight(String text, int from, int to) {
    int weight = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      weight += c < LATIN.length ? LATIN[c] : PAGES[c >>> Byte.SIZE];
    }
    return weight;
  }

  /** Adds a value of JSON as plain Java values, with the marks that hold it together. */
  void json(@Nullable Object value) {
    switch (value) {
      case String text -> {
        text(text);
        tokens(1);
      }
      case Map<?, ?> object -> {
        for (Map.Entry<?, ?> field : object.entrySet()) {
          text(String.valueOf(field.getKey()));
          tokens(1);
          json(field.getValue());
        }
        tokens(1);
      }
      case Collection<?> array -> {
        for (Object element : array) {
          json(element);
        }
        tokens(1);
      }
      case null, default -> tokens(2);
    }
  }

  /** Adds what is known to cost so many tokens. */
  void tokens(long tokens) {
    hundredths += tokens * HUNDREDTHS;
  }

  /** The sum so far, rounded up. */
  long total() {
    return Math.ceilDiv(hundredths, HUNDREDTHS);
  }

  private static short[] latin() {
    short[] weights = new short[256];
    Arrays.fill(weights, (short) 65);
    Arrays.fill(weights, 0, ' ', (short) 80);
    Arrays.fill(weights, 'a', 'z' + 1, (short) 21);
    Arrays.fill(weights, 'A', 'Z' + 1, (short) 50);
    // Many tokenizers make a token of every digit.
    Arrays.fill(weights, '0', '9' + 1, (short) 110);
    weights[' '] = 14;
    // Letters with accents weigh for the words they are in: languages that have them make more
    // tokens of their plain letters, too.
    Arrays.fill(weights, 0x80, 0x100, (short) 165);
    return weights;
  }

  private static short[] pages() {
    short[] weights = new short[256];
    Arrays.fill(weights, (short) 150);
    Arrays.fill(weights, 0x01, 0x03, (short) 190); // Latin, extended
    weights[0x03] = 50; // Greek
    weights[0x04] = 35; // Cyrillic
    weights[0x05] = 50; // Armenian, Hebrew
    weights[0x06] = 42; // Arabic
    Arrays.fill(weights, 0x09, 0x0E, (short) 60); // Scripts of India
    weights[0x0E] = 50; // Thai, Lao
    weights[0x10] = 85; // Burmese, Georgian
    Arrays.fill(weights, 0x12, 0x14, (short) 200); // Ethiopic
    weights[0x1E] = 190; // Latin of Vietnamese
    Arrays.fill(weights, 0x20, 0x28, (short) 100); // dashes, quotation marks, signs
    Arrays.fill(weights, 0x30, 0x34, (short) 80); // Japanese syllables, punctuation
    Arrays.fill(weights, 0x4E, 0xA0, (short) 85); // Chinese characters
    Arrays.fill(weights, 0xAC, 0xD8, (short) 75); // Korean syllables
    Arrays.fill(weights, 0xD8, 0xE0, (short) 110); // halves of emoji and rare characters
    weights[0xFF] = 85; // full-width forms
    return weights;
  }
}
