package io.cameleer.job.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\nb\n\nc", "a\nb\n\nc\n", "\uFEFFa\nb\n\nc"})
  void linesAreNumberedFromOneWhateverTheFileEndsWith(String file) throws IOException {
    assertThat(read(file, 10)).containsExactly("1 a", "2 b", "3 ", "4 c");
  }

  @Test
  void aLineMayBeLongerThanTheBuffer() throws IOException {
    String longLine = "x".repeat(200_000);
    assertThat(read(longLine + "\ny", 300_000)).containsExactly("1 " + longLine, "2 y");
  }

  @Test
  void ofALineThatIsTooLongOnlyTheBeginningIsInMemory() throws IOException {
    assertThat(read("abcdef\nxyz\n", 3)).containsExactly("1 abc…", "2 xyz");
  }

  @Test
  void aFileThatComesInDribsAndDrabsHasTheSameLines() throws IOException {
    InputStream dribs =
        new ByteArrayInputStream("ab\ncd".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };
    assertThat(read(dribs, 10)).containsExactly("1 ab", "2 cd");
  }

  @Test
  void whiteSpaceAloneIsNoRequest() throws IOException {
    try (LineReader lines =
        new LineReader(new ByteArrayInputStream(" \t\r\n{}".getBytes(UTF_8)), 9)) {
      assertThat(lines.next().isBlank()).isTrue();
      assertThat(lines.next().isBlank()).isFalse();
      assertThat(lines.next()).isNull();
    }
  }

  private static List<String> read(String file, int longest) throws IOException {
    return read(new ByteArrayInputStream(file.getBytes(UTF_8)), longest);
  }

  private static List<String> read(InputStream file, int longest) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(file, longest)) {
      for (InputLine line = reader.next(); line != null; line = reader.next()) {
        lines.add(
            line.number() + " " + new String(line.bytes(), UTF_8) + (line.tooLong() ? "…" : ""));
      }
    }
    return lines;
  }
}
