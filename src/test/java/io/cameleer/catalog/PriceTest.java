package io.cameleer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

  private static final Price TIERED =
      new Price(
          decimal("10"),
          decimal("50"),
          decimal("1"),
          decimal("12.5"),
          List.of(
              new Price.Tier(
                  272_000,
                  new Price(
                      decimal("20"), decimal("75"), decimal("2"), decimal("25"), List.of()))));

  @ParameterizedTest
  @CsvSource({
    "1000000, 0, 0, 0, 20",
    "1000, 500, 0, 0, 0.035",
    "1000, 500, 400, 0, 0.0314",
    "1000, 500, 400, 100, 0.03165",
    "272000, 0, 0, 0, 2.72",
    "272001, 0, 0, 0, 5.44002",
    "272001, 1000000, 272001, 0, 75.544002",
    "0, 0, 0, 0, 0",
    "1, 0, 0, 0, 0.00001"
  })
  void costsWhatTheRatesOfItsTierSay(
      long prompt, long completion, long cached, long written, String dollars) {
    Usage usage =
        new Usage(prompt, completion, prompt + completion, cached, written, null, Map.of());

    assertThat(TIERED.cost(usage)).isEqualByComparingTo(dollars);
  }

  @Test
  void cachedTokensWithoutAPriceOfTheirOwnCostAsMuchAsInput() {
    Price flat = new Price(decimal("3"), decimal("15"), null, null, List.of());

    assertThat(flat.cost(new Usage(1_000_000, 0, 1_000_000, 400_000L, 100_000L, null, Map.of())))
        .isEqualByComparingTo("3");
  }

  @Test
  void reasoningIsInsideTheCompletionAndIsNotPaidTwice() {
    Usage usage = new Usage(0, 1_000_000, 1_000_000, null, null, 900_000L, Map.of());

    assertThat(TIERED.cost(usage)).isEqualByComparingTo("50");
  }

  @Test
  void moreCachedTokensThanPromptTokensNeverMakeACallCheaperThanItsCache() {
    Usage odd = new Usage(10, 0, 10, 1_000_000L, null, null, Map.of());

    assertThat(TIERED.cost(odd)).isEqualByComparingTo("1");
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value);
  }
}
