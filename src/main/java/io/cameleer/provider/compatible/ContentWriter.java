package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes the {@code content} of a message. */
final class ContentWriter {

  private ContentWriter() {}

  static JsonNode write(Content content) {
    return switch (content) {
      case Content.Text(String text) -> TextNode.valueOf(text);
      case Content.Parts parts -> {
        ArrayNode array = Json.array();
        parts.parts().forEach(part -> array.add(part(part)));
        yield array;
      }
    };
  }

  private static ObjectNode part(ContentPart part) {
    ObjectNode node = Json.object();
    switch (part) {
      case ContentPart.Text text -> node.put("type", "text").put("text", text.text());
      case ContentPart.Image image -> {
        ObjectNode url = node.put("type", "image_url").putObject("image_url");
        url.put("url", image.url());
        putUnlessNull(url, "detail", image.detail());
      }
      case ContentPart.Audio audio ->
          node.put("type", "input_audio")
              .putObject("input_audio")
              .put("data", audio.data())
              .put("format", audio.format());
      case ContentPart.File file -> {
        ObjectNode document = node.put("type", "file").putObject("file");
        putUnlessNull(document, "file_id", file.fileId());
        putUnlessNull(document, "filename", file.filename());
        putUnlessNull(document, "file_data", file.fileData());
      }
      case ContentPart.Refusal refusal ->
          node.put("type", "refusal").put("refusal", refusal.refusal());
      case ContentPart.Other other -> node.put("type", other.type());
    }
    Extras.merge(node, part.extras());
    return node;
  }

  private static void putUnlessNull(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
