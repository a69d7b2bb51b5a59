package io.cameleer.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SseReaderPropertyTest {

  private static final int LIMIT = 1024 * 1024;

  @Property
  void anySplitOfTheBytesGivesTheSameEvents(
      @ForAll("streams") String stream, @ForAll("lineEnds") String lineEnd, @ForAll Random random)
      throws IOException {
    byte[] bytes = stream.replace("\n", lineEnd).getBytes(UTF_8);

    List<ServerSentEvent> atOnce = read(new ByteArrayInputStream(bytes));

    assertThat(read(new SplitStream(bytes, random))).isEqualTo(atOnce);
  }

  @Property
  void anyLineEndingGivesTheSameEvents(@ForAll("streams") String stream) throws IOException {
    List<ServerSentEvent> lineFeeds = read(stream);

    assertThat(read(stream.replace("\n", "\r\n"))).isEqualTo(lineFeeds);
    assertThat(read(stream.replace("\n", "\r"))).isEqualTo(lineFeeds);
  }

  @Property
  void whatIsWrittenIsRead(@ForAll("events") List<ServerSentEvent> events, @ForAll Random random)
      throws IOException {
    StringBuilder stream = new StringBuilder();
    for (ServerSentEvent event : events) {
      if (event.event() != null) {
        stream.append("event: ").append(event.event()).append('\n');
      }
      event.data().lines().forEach(line -> stream.append("data: ").append(line).append('\n'));
      stream.append('\n');
    }

    byte[] bytes = stream.toString().getBytes(UTF_8);

    assertThat(read(new SplitStream(bytes, random))).isEqualTo(events);
  }

  @Property
  void anyBytesCanBeRead(@ForAll byte[] bytes, @ForAll Random random) throws IOException {
    List<ServerSentEvent> atOnce = read(new ByteArrayInputStream(bytes));

    assertThat(read(new SplitStream(bytes, random))).isEqualTo(atOnce);
  }

  @Provide
  Arbitrary<String> streams() {
    Arbitrary<String> text =
        Arbitraries.of("", " ", "x", " ä€𝄞", "{\"a\":1}", ":", "[DONE]", "\uFEFF");
    Arbitrary<String> field =
        Arbitraries.of(
            "data",
            "data:",
            "data: ",
            "event: ",
            "event:",
            ": ",
            "id: ",
            "",
            "dat",
            "\uFEFFdata: ");
    Arbitrary<String> line = Combinators.combine(field, text).as((name, value) -> name + value);
    Arbitrary<String> lineOrBlank = Arbitraries.oneOf(line, line, Arbitraries.just(""));
    Arbitrary<String> body =
        lineOrBlank.list().ofMaxSize(30).map(lines -> String.join("\n", lines));
    return Combinators.combine(Arbitraries.of("", "\uFEFF"), body)
        .as((mark, lines) -> mark + lines);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<List<ServerSentEvent>> events() {
    Arbitrary<String> name =
        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8).injectNull(0.5);
    Arbitrary<String> line =
        Arbitraries.strings()
            .withChars("aä€ :{}\"")
            .withChars('\u2028')
            .ofMinLength(1)
            .ofMaxLength(40);
    Arbitrary<String> data =
        line.list().ofMinSize(1).ofMaxSize(3).map(lines -> String.join("\n", lines));
    return Combinators.combine(name, data).as(ServerSentEvent::new).list().ofMaxSize(20);
  }

  private static List<ServerSentEvent> read(String stream) throws IOException {
    return read(new ByteArrayInputStream(stream.getBytes(UTF_8)));
  }

  private static List<ServerSentEvent> read(InputStream stream) throws IOException {
    SseReader reader = new SseReader(stream, LIMIT);
    List<ServerSentEvent> events = new ArrayList<>();
    for (ServerSentEvent event = reader.next(); event != null; event = reader.next()) {
      events.add(event);
    }
    return events;
  }

  /** Gives the bytes in pieces of random length, often of one byte. */
  private static final class SplitStream extends InputStream {

    private final byte[] bytes;
    private final Random random;
    private int position;

    SplitStream(byte[] bytes, Random random) {
      this.bytes = bytes;
      this.random = random;
    }

    @Override
    public int read() {
      throw new AssertionError("reads in bulk only");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int left = bytes.length - position;
      if (left == 0) {
        return -1;
      }
      int piece =
          Math.min(Math.min(left, length), random.nextBoolean() ? 1 : 1 + random.nextInt(20));
      System.arraycopy(bytes, position, target, offset, piece);
      position += piece;
      return piece;
    }
  }
}
