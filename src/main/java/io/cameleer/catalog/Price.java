package io.cameleer.catalog;

import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in US dollars per million tokens.
 *
 * @param input uncached prompt tokens
 * @param output answer tokens, reasoning included
 * @param cachedRead prompt tokens read from the provider's cache; null: as {@code input}
 * @param cacheWrite prompt tokens written to it; null: as {@code input}
 * @param tiers dearer or cheaper rates from a prompt size on, smallest first
 */
public record Price(
    BigDecimal input,
    BigDecimal output,
    @Nullable BigDecimal cachedRead,
    @Nullable BigDecimal cacheWrite,
    List<Tier> tiers) {

  private static final int MILLION_DIGITS = 6;

  public Price {
    tiers = List.copyOf(tiers);
  }

  /**
   * Rates that hold when the whole prompt, cached tokens included, is larger than a bound.
   *
   * @param abovePromptTokens the bound
   * @param price the rates; tiers of a tier are not looked at
   */
  public record Tier(long abovePromptTokens, Price price) {}

  /** The rates that hold for a prompt of that many tokens, cached ones included. */
  public Price at(long promptTokens) {
    Price price = this;
    for (Tier tier : tiers) {
      if (promptTokens > tier.abovePromptTokens()) {
        price = tier.price();
      }
    }
    return price;
  }

  /** The cost of a call in US dollars. */
  public BigDecimal cost(Usage usage) {
    return at(usage.promptTokens()).flatCost(usage);
  }

  private BigDecimal flatCost(Usage usage) {
    long cached = usage.cachedTokens() == null ? 0 : usage.cachedTokens();
    long written = usage.cacheWriteTokens() == null ? 0 : usage.cacheWriteTokens();
    long fresh = Math.max(0, usage.promptTokens() - cached - written);
    BigDecimal sum =
        input
            .multiply(BigDecimal.valueOf(fresh))
            .add((cachedRead == null ? input : cachedRead).multiply(BigDecimal.valueOf(cached)))
            .add((cacheWrite == null ? input : cacheWrite).multiply(BigDecimal.valueOf(written)))
            .add(output.multiply(BigDecimal.valueOf(usage.completionTokens())));
    return sum.movePointLeft(MILLION_DIGITS).stripTrailingZeros();
  }
}
