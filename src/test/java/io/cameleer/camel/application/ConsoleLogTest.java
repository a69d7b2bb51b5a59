package io.cameleer.camel.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.cameleer.camel.observation.CallLog;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines of calls gather for a moment; no other line waits, and none overtakes another. */
class ConsoleLogTest {

  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final LoggerContext context = new LoggerContext();
  private final Logger calls = context.getLogger(CallLog.NAME);
  private final Logger others = context.getLogger("io.cameleer.camel.OpenPort");
  private final ConsoleLog log = new ConsoleLog(new Console());

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    PatternLayoutEncoder layout = new PatternLayoutEncoder();
    layout.setContext(context);
    layout.setPattern("%msg,");
    layout.start();
    log.setContext(context);
    log.setEncoder(layout);
    log.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(log);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void linesOfCallsLeaveTogetherAfterAMoment() {
    calls.info("first");
    calls.info("second");
    calls.info("third");

    await()
        .untilAsserted(() -> assertThat(String.join("", writes)).isEqualTo("first,second,third,"));
    assertThat(writes).hasSizeLessThan(3);
  }

  @Test
  void whoeverComesAfterAMomentIsNotForgotten() {
    calls.info("first");
    await().untilAsserted(() -> assertThat(writes).containsExactly("first,"));

    calls.info("second");

    await().untilAsserted(() -> assertThat(writes).containsExactly("first,", "second,"));
  }

  @Test
  void anyOtherLineLeavesAtOnceBehindThoseThatHaveGathered() {
    calls.info("call");
    others.warn("warning");

    assertThat(String.join("", writes)).isEqualTo("call,warning,");
  }

  @Test
  void moreThanThereIsRoomForLeavesAtOnce() {
    String line = "x".repeat(1000);
    for (int count = 0; count < 100; count++) {
      calls.info(line);
    }

    assertThat(writes).isNotEmpty();
    await()
        .untilAsserted(
            () -> assertThat(String.join("", writes)).isEqualTo((line + ",").repeat(100)));
  }

  @Test
  void whatHasGatheredLeavesWhenTheGatewayEnds() {
    calls.info("last");
    log.close();
    assertThat(String.join("", writes)).isEqualTo("last,");

    calls.info("after the end");
    assertThat(String.join("", writes)).isEqualTo("last,after the end,");
  }

  /** Remembers each write. */
  private final class Console extends OutputStream {

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writes.add(
          new String(Arrays.copyOfRange(bytes, offset, offset + length), StandardCharsets.UTF_8));
    }
  }
}
