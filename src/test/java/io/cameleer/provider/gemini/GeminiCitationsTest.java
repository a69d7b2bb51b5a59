package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GeminiCitationsTest {

  @Property
  void bytesAreCountedInCharactersWhateverTheText(@ForAll String before, @ForAll String after) {
    String start = wellFormed(before);
    String text = start + wellFormed(after);
    int bytes = start.getBytes(StandardCharsets.UTF_8).length;

    assertThat(GeminiCitations.characters(text, bytes))
        .isEqualTo(start.codePointCount(0, start.length()));
  }

  @Test
  void aPlaceBeyondTheTextIsItsEnd() {
    assertThat(GeminiCitations.characters("Kamel", 99)).isEqualTo(5);
    assertThat(GeminiCitations.characters("Kamel", -1)).isZero();
  }

  @Test
  void citationsOfEitherFormAreRead() {
    List<?> annotations =
        GeminiCitations.read(
            Exchanges.json(
                """
                {'citationMetadata':{'citationSources':[
                  {'startIndex':1,'endIndex':4,'uri':'https://example.com','license':'mit'},
                  {'startIndex':1,'endIndex':4}]}}
                """),
            "Camel");

    assertThat(annotations)
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "url_citation",
                    "url_citation",
                    Map.of(
                        "url",
                        "https://example.com",
                        "title",
                        "",
                        "start_index",
                        1,
                        "end_index",
                        4))));
  }

  @Test
  void sourcesInAnUnknownShapeAreNone() {
    assertThat(
            GeminiCitations.read(
                Exchanges.json(
                    """
                    {'groundingMetadata':{'groundingSupports':[
                        {'groundingChunkIndices':['x',null,3]},7],'groundingChunks':5},
                     'citationMetadata':{'citations':'none'}}
                    """),
                "Camel"))
        .isEmpty();
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
