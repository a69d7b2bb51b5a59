package io.cameleer.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

  private static final int LIMIT = 64 * 1024;

  @Test
  void anEventIsItsDataUpToTheBlankLine() throws IOException {
    assertThat(read("data: one\n\ndata: two\n\n")).containsExactly(data("one"), data("two"));
  }

  @Test
  void theNameOfAnEventIsKept() throws IOException {
    assertThat(read("event: message_start\ndata: {}\n\n"))
        .containsExactly(new ServerSentEvent("message_start", "{}"));
  }

  @Test
  void theNameBelongsToOneEventOnly() throws IOException {
    assertThat(read("event: first\ndata: 1\n\ndata: 2\n\n"))
        .containsExactly(new ServerSentEvent("first", "1"), data("2"));
  }

  @Test
  void theNameMayFollowTheData() throws IOException {
    assertThat(read("data: 1\nevent: late\n\n")).containsExactly(new ServerSentEvent("late", "1"));
  }

  @Test
  void linesOfDataAreJoinedByLineFeeds() throws IOException {
    assertThat(read("data: {\ndata:\ndata: \"a\":1\ndata: }\n\n"))
        .containsExactly(data("{\n\n\"a\":1\n}"));
  }

  @Test
  void exactlyOneSpaceAfterTheColonIsRemoved() throws IOException {
    assertThat(read("data:[DONE]\n\ndata: x\n\ndata:  y \n\n"))
        .containsExactly(data("[DONE]"), data("x"), data(" y "));
  }

  @Test
  void aColonInTheDataIsData() throws IOException {
    assertThat(read("data: a: b\n\ndata:: c\n\n")).containsExactly(data("a: b"), data(": c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndingWillDo(String lineEnd) throws IOException {
    String stream =
        "event: e\ndata: 1\ndata: 2\n\n\n: comment\n\ndata: 3\n\n".replace("\n", lineEnd);

    assertThat(read(stream)).containsExactly(new ServerSentEvent("e", "1\n2"), data("3"));
  }

  @Test
  void lineEndingsMayBeMixed() throws IOException {
    assertThat(read("data: 1\r\ndata: 2\rdata: 3\n\r\ndata: 4\n\r"))
        .containsExactly(data("1\n2\n3"), data("4"));
  }

  @Test
  void commentsAndUnknownFieldsAreIgnored() throws IOException {
    String stream =
        ": keep-alive\n\n"
            + ": OPENROUTER PROCESSING\n\n"
            + "id: 7\n"
            + "retry: 10\n"
            + "datas: no\n"
            + "dat: no\n"
            + "events: no\n"
            + "Data: no\n"
            + "data: yes\n"
            + ": in between\n\n";

    assertThat(read(stream)).containsExactly(data("yes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n\n",
        "data\n\n",
        "data:\n\n",
        "data: \n\n",
        "event\n\n",
        "event:\n\n",
        "id: 1\n\n"
      })
  void whatHasNeitherNameNorDataIsNoEvent(String stream) throws IOException {
    assertThat(read(stream)).isEmpty();
  }

  @Test
  void aNameWithoutDataIsAnEvent() throws IOException {
    assertThat(read("event: ping\n\n")).containsExactly(new ServerSentEvent("ping", ""));
  }

  @Test
  void aFieldWithoutColonHasAnEmptyValue() throws IOException {
    assertThat(read("data\ndata\n\n")).containsExactly(data("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: last", "data: last\n", "data: last\r", "data: last\r\n"})
  void theLastEventNeedsNoBlankLine(String stream) throws IOException {
    assertThat(read("data: first\n\n" + stream)).containsExactly(data("first"), data("last"));
  }

  @Test
  void aByteOrderMarkMayStartTheStream() throws IOException {
    assertThat(read("\uFEFFdata: x\n\n")).containsExactly(data("x"));
    assertThat(read("\uFEFF\ndata: x\n\n")).containsExactly(data("x"));
  }

  @Test
  void aByteOrderMarkLaterOnIsNone() throws IOException {
    assertThat(read("data: x\n\n\uFEFFdata: y\n\ndata: \uFEFFz\n\n"))
        .containsExactly(data("x"), data("\uFEFFz"));
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() throws IOException {
    byte[] stream = "data: a?b\n\n".getBytes(UTF_8);
    stream[7] = (byte) 0xFF;

    assertThat(readAll(new SseReader(new ByteArrayInputStream(stream), LIMIT)))
        .containsExactly(data("a\uFFFDb"));
  }

  @Test
  void anEventMayBeLargerThanTheBufferAndTheNextOneIsReadFromItsRest() throws IOException {
    String large = "x".repeat(50_000);

    assertThat(read("data: " + large + "\n\ndata: small\n\n"))
        .containsExactly(data(large), data("small"));
  }

  @Test
  void anEndedStreamStaysEnded() throws IOException {
    SseReader reader = new SseReader(new ByteArrayInputStream("data: x".getBytes(UTF_8)), LIMIT);

    assertThat(reader.next()).isEqualTo(data("x"));
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n", "\r\n\r\n", "\r\n\r", "\r\r", "\n\r", "\r\n\n"})
  void anEventIsHandedOutAsSoonAsItsBlankLineIsThere(String ending) throws IOException {
    SseReader reader = new SseReader(new StreamThatMustNotBeReadOn("data: now" + ending), LIMIT);

    assertThat(reader.next()).isEqualTo(data("now"));
    assertThatThrownBy(reader::next).isInstanceOf(WouldBlock.class);
  }

  @Test
  void theLineFeedThatFollowsALoneCarriageReturnLaterEndsNoFurtherLine() throws IOException {
    SseReader reader =
        new SseReader(new Pieces(List.of("data: 1\r", "\r", "\ndata: 2\r", "\n\r", "\n")), LIMIT);

    assertThat(readAll(reader)).containsExactly(data("1"), data("2"));
  }

  @Test
  void anEventOfExactlyTheLimitIsTaken() throws IOException {
    String line = "data: " + "x".repeat(94);

    assertThat(readAll(reader(line + "\n\n" + line + "\n\n", 100))).hasSize(2);
  }

  @Test
  void aLineBeyondTheLimitIsRefused() {
    SseReader reader = reader("data: " + "x".repeat(95) + "\n\n", 100);

    assertThatThrownBy(reader::next)
        .isInstanceOf(EventTooLargeException.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void linesThatAreBeyondTheLimitTogetherAreRefused() {
    SseReader reader = reader("data: x\n".repeat(20) + "\n", 100);

    assertThatThrownBy(reader::next).isInstanceOf(EventTooLargeException.class);
  }

  @Test
  void aLineThatNeverEndsIsRefusedBeforeItFillsTheMemory() {
    EndlessLine endless = new EndlessLine();
    SseReader reader = new SseReader(endless, LIMIT);

    assertThatThrownBy(reader::next).isInstanceOf(EventTooLargeException.class);
    assertThat(endless.given).isLessThanOrEqualTo(4 * LIMIT);
  }

  @Test
  void commentsDoNotCountForTheLimit() throws IOException {
    String comments = (": " + "x".repeat(50) + "\n").repeat(10);

    assertThat(readAll(reader(comments + "data: x\n" + comments + "\n", 100)))
        .containsExactly(data("x"));
  }

  @Test
  void aBrokenStreamIsReported() throws IOException {
    InputStream broken =
        new InputStream() {
          private boolean first = true;

          @Override
          public int read() {
            throw new AssertionError("reads in bulk only");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (!first) {
              throw new IOException("reset");
            }
            first = false;
            byte[] bytes = "data: x\n\ndata: y".getBytes(UTF_8);
            System.arraycopy(bytes, 0, target, offset, bytes.length);
            return bytes.length;
          }
        };
    SseReader reader = new SseReader(broken, LIMIT);

    assertThat(reader.next()).isEqualTo(data("x"));
    assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("reset");
  }

  private static ServerSentEvent data(String data) {
    return new ServerSentEvent(null, data);
  }

  private static List<ServerSentEvent> read(String stream) throws IOException {
    return readAll(reader(stream, LIMIT));
  }

  private static SseReader reader(String stream, int limit) {
    return new SseReader(new ByteArrayInputStream(stream.getBytes(UTF_8)), limit);
  }

  private static List<ServerSentEvent> readAll(SseReader reader) throws IOException {
    List<ServerSentEvent> events = new ArrayList<>();
    for (ServerSentEvent event = reader.next(); event != null; event = reader.next()) {
      events.add(event);
    }
    return events;
  }

  /** Says that a read would have waited for bytes that are not there yet. */
  private static final class WouldBlock extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Gives its text and then would wait for ever. */
  private static final class StreamThatMustNotBeReadOn extends ByteArrayInputStream {

    StreamThatMustNotBeReadOn(String text) {
      super(text.getBytes(UTF_8));
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      if (available() == 0) {
        throw new WouldBlock();
      }
      return super.read(target, offset, length);
    }
  }

  /** A line without end. */
  private static final class EndlessLine extends InputStream {

    private long given;

    @Override
    public int read() {
      given++;
      return 'x';
    }
  }

  /** Gives one piece per read. */
  private static final class Pieces extends InputStream {

    private final List<byte[]> pieces = new ArrayList<>();

    Pieces(List<String> pieces) {
      pieces.forEach(piece -> this.pieces.add(piece.getBytes(UTF_8)));
    }

    @Override
    public int read() {
      throw new AssertionError("reads in bulk only");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (pieces.isEmpty()) {
        return -1;
      }
      byte[] piece = pieces.removeFirst();
      System.arraycopy(piece, 0, target, offset, piece.length);
      return piece.length;
    }
  }
}
