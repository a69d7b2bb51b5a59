package io.cameleer.camel.application;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import io.cameleer.camel.observation.CallLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log on the console, in which the lines of calls gather for a moment, as those of access logs
 * do, and leave with one write. Every other line leaves at once and takes what has gathered along
 * before it, so that the order stays.
 */
final class ConsoleLog extends OutputStreamAppender<ILoggingEvent> implements AutoCloseable {

  /** The longest that a line waits. */
  static final Duration MOMENT = Duration.ofMillis(100);

  /** What gathers at most, in bytes; a line that has no room lets the others leave. */
  private static final int ROOM = 64 * 1024;

  private final AtomicBoolean awaited = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * An appender that is not started.
   *
   * @param console gets the bytes, many at a time
   */
  ConsoleLog(OutputStream console) {
    setImmediateFlush(false);
    setOutputStream(new BufferedOutputStream(console, ROOM));
  }

  /**
   * Takes the place of the console appender that Spring Boot has set up, with its layout. Where the
   * operator has the log written otherwise, it stays as it is.
   *
   * @return what to close when the gateway ends
   */
  static AutoCloseable install() {
    ILoggerFactory logging = LoggerFactory.getILoggerFactory();
    if (!(logging instanceof LoggerContext context)) {
      return () -> {};
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (!(root.getAppender("CONSOLE") instanceof ConsoleAppender<ILoggingEvent> console)) {
      return () -> {};
    }
    ConsoleLog log = new ConsoleLog(new StandardOutput());
    log.setContext(context);
    log.setName(console.getName());
    log.setEncoder(console.getEncoder());
    console.getCopyOfAttachedFiltersList().forEach(log::addFilter);
    log.start();
    root.addAppender(log);
    root.detachAppender(console);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    write(event);
    if (closed || !event.getLoggerName().equals(CallLog.NAME)) {
      flush();
    } else if (awaited.compareAndSet(false, true)) {
      leaveLater();
    }
  }

  /** Laid out at once: to keep an event fit for being laid out later would cost every call. */
  private void write(ILoggingEvent event) {
    try {
      writeOut(event);
    } catch (IOException broken) {
      unwritable(broken);
    }
  }

  /** On a thread of its own, which may be held up where nobody reads what the console gets. */
  private void leaveLater() {
    Thread.ofVirtual()
        .name("console")
        .start(() -> {
          try {
            Thread.sleep(MOMENT);
          } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
          }
          awaited.set(false);
          flush();
        });
  }

  private void flush() {
    OutputStream gathered = getOutputStream();
    if (gathered == null) {
      // Stopped, which lets everything leave.
      return;
    }
    try {
      gathered.flush();
    } catch (IOException broken) {
      unwritable(broken);
    }
  }

  private void unwritable(IOException broken) {
    addError("The console can't be written", broken);
  }

  /** Lets leave what has gathered; later lines do so at once. */
  @Override
  public void close() {
    closed = true;
    flush();
  }

  /** Standard output as it is at the moment, since it can be replaced; it is not ours to close. */
  private static final class StandardOutput extends OutputStream {

    @Override
    public void write(int octet) {
      System.out.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      System.out.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      System.out.flush();
    }
  }
}
