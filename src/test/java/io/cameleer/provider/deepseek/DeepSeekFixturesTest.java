package io.cameleer.provider.deepseek;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DeepSeek gets and what its answers become. */
class DeepSeekFixturesTest {

  private final DeepSeekDialect dialect = new DeepSeekDialect(Clock.systemUTC());

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("deepseek");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void deepSeekGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("deepseek", "deepseek"));
  }
}
