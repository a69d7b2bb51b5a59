package io.cameleer.provider.openai;

import io.cameleer.fixtures.FixtureRunner;
import io.cameleer.fixtures.WireFixture;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What OpenAI and the servers that imitate it get, and what their answers become. */
class OpenAiFixturesTest {

  private final OpenAiDialect dialect = new OpenAiDialect(Clock.systemUTC());

  static Stream<WireFixture> ofOpenAi() {
    return WireFixture.of("openai");
  }

  static Stream<WireFixture> ofCompatibleServers() {
    return WireFixture.of("compatible");
  }

  @ParameterizedTest
  @MethodSource("ofOpenAi")
  void openAiGetsWhatItsModelsTake(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("openai", "openai"));
  }

  @ParameterizedTest
  @MethodSource("ofCompatibleServers")
  void compatibleServersGetWhatTheClientSent(WireFixture fixture) {
    FixtureRunner.run(fixture, dialect, FixtureRunner.provider("compatible", "openai"));
  }
}
