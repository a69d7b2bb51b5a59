package io.cameleer.provider.gemini;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Gemini gets and what its answers become, byte for byte. */
class GeminiFixturesTest {

  private final GeminiDialect dialect = new GeminiDialect(Clock.systemUTC());

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("gemini");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void geminiGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("gemini", "gemini"));
  }
}
