package io.cameleer.provider.mistral;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Mistral gets and what its answers become. */
class MistralFixturesTest {

  private final MistralDialect dialect = new MistralDialect(Clock.systemUTC());

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("mistral");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void mistralGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("mistral", "mistral"));
  }
}
