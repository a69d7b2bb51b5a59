package io.cameleer.provider.openai;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat requests that go to OpenAI's Responses API, and come back as chat completions. */
class ResponsesFixturesTest {

  private final OpenAiDialect dialect = new OpenAiDialect(Clock.systemUTC());

  static Stream<WireFixture> fixtures() {
    return WireFixture.of("openai").filter(fixture -> fixture.name().startsWith("responses-"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theProviderGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("openai", "openai"));
  }
}
