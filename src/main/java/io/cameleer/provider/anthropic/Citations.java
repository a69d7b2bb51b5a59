package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The web pages that text of an answer is taken from, as OpenAI's {@code annotations}. Anthropic
 * cites for a whole text block, OpenAI for a stretch of the whole text. Used by one thread.
 */
final class Citations {

  private final List<Map<String, @Nullable Object>> annotations = new ArrayList<>();

  /**
   * Takes a citation; those of documents, which have no URL, are left out.
   *
   * @param start where the text block begins in the answer's text, in characters
   * @param end where it ends
   */
  void add(JsonNode citation, int start, int end) {
    String url = Json.string(citation, "url");
    if (url == null) {
      return;
    }
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("url", url);
    page.put("title", Json.string(citation, "title"));
    page.put("start_index", start);
    page.put("end_index", end);
    annotations.add(Map.of("type", "url_citation", "url_citation", page));
  }

  /** The field {@code annotations} of a message or delta; nothing where there are none. */
  Map<String, @Nullable Object> extras() {
    if (annotations.isEmpty()) {
      return Map.of();
    }
    return Map.of("annotations", List.copyOf(annotations));
  }
}
