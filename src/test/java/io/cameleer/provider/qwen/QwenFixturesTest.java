package io.cameleer.provider.qwen;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Qwen gets and what its answers become. */
class QwenFixturesTest {

  private final QwenDialect dialect = new QwenDialect(Clock.systemUTC());

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("qwen");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void qwenGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("qwen", "qwen"));
  }
}
