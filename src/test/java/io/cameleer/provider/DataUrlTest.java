package io.cameleer.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients write into {@code data:} URLs. */
class DataUrlTest {

  private static String base64(String latin) {
    return Base64.getEncoder().encodeToString(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64,AAAA | image/png",
        "DATA:IMAGE/PNG;BASE64,AAAA | image/png",
        "data:image/jpg;base64,AAAA | image/jpeg",
        "data:image/png;charset=utf-8;base64,AAAA | image/png",
        "data:;base64,AAAA | application/octet-stream",
      })
  void theMediaTypeIsReadAsItIsMeant(String url, String mediaType) {
    assertThat(DataUrl.parse(url)).isEqualTo(new DataUrl(mediaType, "AAAA"));
  }

  @ParameterizedTest
  @CsvSource({"_-8=, /+8=", "'A A\nAA', AAAA", "AAA, AAA=", "AA==, AA=="})
  void base64IsMadeStandard(String written, String standard) {
    DataUrl parsed = DataUrl.parse("data:a/b;base64," + written);
    assertThat(parsed).isNotNull();
    assertThat(parsed.base64()).isEqualTo(standard);
  }

  @Test
  void textWithoutBase64IsTakenAsItIs() {
    DataUrl parsed = DataUrl.parse("data:text/plain,a+b%20c");
    assertThat(parsed).isNotNull();
    assertThat(new String(parsed.bytes(), StandardCharsets.UTF_8)).isEqualTo("a+b c");
    assertThat(parsed.url()).isEqualTo("data:text/plain;base64," + base64("a+b c"));
  }

  @Test
  void theBytesKnowTheirTypeBetterThanTheDeclaration() {
    assertSniffed("\u0089PNG\r\n\u001a\n0000", "image/png");
    assertSniffed("\u00ff\u00d8\u00ff\u00e0000000000", "image/jpeg");
    assertSniffed("GIF89a0000000000", "image/gif");
    assertSniffed("RIFF0000WEBP0000", "image/webp");
    assertSniffed("%PDF-1.7 0000000", "application/pdf");
    assertSniffed("RIFF0000WAVE0000", "image/bmp");
  }

  private static void assertSniffed(String bytes, String mediaType) {
    DataUrl parsed = DataUrl.parse("data:image/bmp;base64," + base64(bytes));
    assertThat(parsed).isNotNull();
    assertThat(parsed.mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a.png",
        "data:image/png;base64",
        "data:image/png;base64,",
        "data:image/png;base64,A",
        "data:image/png;base64,A*AA",
        "data:text/plain,",
        "data:text/plain,%zz"
      })
  void whatIsNoneIsNotRead(String url) {
    assertThat(DataUrl.parse(url)).isNull();
  }
}
