package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text block. Its citations are given at its end, when it is known how far it reaches. */
final class StreamedText implements StreamedBlock {

  private final int start;
  private final List<JsonNode> cited = new ArrayList<>(0);
  private int length;

  /**
   * A block.
   *
   * @param start the number of characters of text before it in the answer
   */
  StreamedText(int start) {
    this.start = start;
  }

  /** The number of characters of text in the answer so far. */
  int end() {
    return start + length;
  }

  @Override
  public @Nullable Delta start(JsonNode block) {
    return text(Json.string(block, "text"));
  }

  @Override
  public @Nullable Delta add(JsonNode delta) {
    String type = Json.string(delta, "type");
    if ("citations_delta".equals(type)) {
      cited.add(delta.path("citation"));
    }
    return "text_delta".equals(type) ? text(Json.string(delta, "text")) : null;
  }

  @Override
  public @Nullable Delta stop() {
    Citations citations = new Citations();
    cited.forEach(citation -> citations.add(citation, start, end()));
    return citations.extras().isEmpty()
        ? null
        : new Delta(false, null, null, null, List.of(), null, List.of(), citations.extras());
  }

  private @Nullable Delta text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    length += text.length();
    return Delta.content(text);
  }
}
