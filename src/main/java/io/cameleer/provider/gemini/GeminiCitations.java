package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sources of an answer, {@code groundingMetadata} and {@code citationMetadata}, as
 * OpenAI's {@code annotations}. Gemini counts places in bytes of UTF-8, OpenAI in characters.
 */
final class GeminiCitations {

  private GeminiCitations() {}

  /**
   * The annotations of a candidate.
   *
   * @param text the whole visible text, to which all places refer
   */
  static List<@Nullable Object> read(JsonNode candidate, String text) {
    List<@Nullable Object> annotations = new ArrayList<>();
    JsonNode grounding = candidate.path("groundingMetadata");
    for (JsonNode support : grounding.path("groundingSupports")) {
      for (JsonNode index : support.path("groundingChunkIndices")) {
        JsonNode source = grounding.path("groundingChunks").path(index.asInt(-1));
        add(annotations, source.path("web"), support.path("segment"), text);
      }
    }
    JsonNode metadata = candidate.path("citationMetadata");
    for (String list : new String[] {"citations", "citationSources"}) {
      for (JsonNode citation : metadata.path(list)) {
        add(annotations, citation, citation, text);
      }
    }
    return annotations;
  }

  private static void add(
      List<@Nullable Object> annotations, JsonNode source, JsonNode segment, String text) {
    String uri = Json.string(source, "uri");
    if (uri == null) {
      return;
    }
    Map<String, @Nullable Object> citation = new LinkedHashMap<>();
    citation.put("url", uri);
    String title = Json.string(source, "title");
    citation.put("title", title == null ? "" : title);
    citation.put("start_index", characters(text, segment.path("startIndex").asLong()));
    citation.put("end_index", characters(text, segment.path("endIndex").asLong()));
    Map<String, @Nullable Object> annotation = new LinkedHashMap<>();
    annotation.put("type", "url_citation");
    annotation.put("url_citation", citation);
    annotations.add(annotation);
  }

  /** How many characters (code points) the first so many bytes of a text are. */
  static int characters(String text, long bytes) {
    int characters = 0;
    long left = bytes;
    for (int i = 0; i < text.length() && left > 0; ) {
      int codePoint = text.codePointAt(i);
      left -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      i += Character.charCount(codePoint);
      characters++;
    }
    return characters;
  }
}
