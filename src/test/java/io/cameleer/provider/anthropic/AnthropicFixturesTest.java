package io.cameleer.provider.anthropic;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicFixturesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("anthropic");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void whatIsExchangedIsAsTheFixtureSays(WireFixture fixture) {
    FixtureRunner.run(
        fixture, new AnthropicDialect(CLOCK), FixtureRunner.provider("anthropic", "anthropic"));
  }
}
