package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.attempt.ProviderPermits.Permit;
import io.cameleer.catalog.ConcurrencyLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many calls a provider gets at once. */
class ProviderPermitsTest {

  private static final ConcurrencyLimit LIMIT = new ConcurrencyLimit(3, 2);

  private final ProviderPermits permits = new ProviderPermits();

  private Permit interactive() {
    return permits.tryAcquire("first", LIMIT, false);
  }

  private Permit background() {
    return permits.tryAcquire("first", LIMIT, true);
  }

  @Test
  void aProviderGetsAsManyCallsAsItMayHaveAndNoMore() {
    assertThat(List.of(interactive(), interactive(), interactive())).hasSize(3);
    assertThat(interactive()).isNull();
    assertThat(permits.inFlight("first")).isEqualTo(3);
  }

  @Test
  void providersDoNotShareTheirLimits() {
    interactive();
    assertThat(permits.inFlight("second")).isZero();
    assertThat(permits.tryAcquire("second", new ConcurrencyLimit(1, 1), false)).isNotNull();
  }

  @Test
  void aReleasedPermitIsThereForTheNext() {
    Permit one = interactive();
    interactive();
    interactive();
    one.release();
    assertThat(interactive()).isNotNull();
    assertThat(interactive()).isNull();
  }

  @Test
  void backgroundWorkLeavesAShareToInteractiveCalls() {
    background();
    Permit second = background();
    assertThat(background()).isNull();
    assertThat(interactive()).isNotNull();
    second.release();
    assertThat(background()).isNotNull();
  }

  @Test
  void interactiveCallsMayTakeAllOfIt() {
    Permit one = interactive();
    interactive();
    interactive();
    assertThat(background()).isNull();
    assertThat(background()).isNull();
    one.release();
    assertThat(background())
        .as("being refused has not used up the share of background work")
        .isNotNull();
  }

  @Test
  void allIsGivenBackInTheEnd() {
    List<Permit> held = new ArrayList<>(List.of(background(), interactive(), background()));
    held.forEach(Permit::release);
    assertThat(permits.inFlight("first")).isZero();
    assertThat(List.of(background(), background())).hasSize(2);
  }

  @Test
  void theLimitHoldsHoweverManyAskAtOnce() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger given = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 20_000; i++) {
        boolean background = i % 2 == 0;
        threads.execute(() -> {
          Permit permit = background ? background() : interactive();
          if (permit != null) {
            given.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
            permit.release();
          }
        });
      }
    }
    assertThat(given).hasPositiveValue();
    assertThat(most.get()).isBetween(1, 3);
    assertThat(permits.inFlight("first")).isZero();
  }
}
