package io.cameleer.job;

/**
 * Tokens as the providers reported them.
 *
 * @param input tokens of the prompts, cached ones included
 * @param cachedInput those of them that the provider had cached
 * @param output tokens of the answers, reasoning included
 * @param reasoning those of them that went into reasoning
 */
public record TokenCounts(long input, long cachedInput, long output, long reasoning) {

  /** None. */
  public static final TokenCounts ZERO = new TokenCounts(0, 0, 0, 0);

  /** Input and output. */
  public long total() {
    return input + output;
  }

  /** The sum of both. */
  public TokenCounts plus(TokenCounts other) {
    return new TokenCounts(
        input + other.input,
        cachedInput + other.cachedInput,
        output + other.output,
        reasoning + other.reasoning);
  }
}
