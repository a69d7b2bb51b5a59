package io.cameleer.provider.compatible;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.json.FieldWriter;
import java.io.IOException;

/** Writes the {@code content} of a message. */
final class ContentWriter {

  private ContentWriter() {}

  static void write(JsonGenerator json, Content content) throws IOException {
    switch (content) {
      case Content.Text(String text) -> json.writeString(text);
      case Content.Parts parts -> {
        json.writeStartArray();
        for (ContentPart part : parts.parts()) {
          write(json, part);
        }
        json.writeEndArray();
      }
    }
  }

  private static void write(JsonGenerator json, ContentPart part) throws IOException {
    FieldWriter object = FieldWriter.begin(json, part.extras());
    switch (part) {
      case ContentPart.Text text -> object.put("type", "text").put("text", text.text());
      case ContentPart.Image image ->
          object
              .put("type", "image_url")
              .object("image_url")
              .put("url", image.url())
              .putIfAny("detail", image.detail())
              .end();
      case ContentPart.Audio audio ->
          object
              .put("type", "input_audio")
              .object("input_audio")
              .put("data", audio.data())
              .put("format", audio.format())
              .end();
      case ContentPart.File file ->
          object
              .put("type", "file")
              .object("file")
              .putIfAny("file_id", file.fileId())
              .putIfAny("filename", file.filename())
              .putIfAny("file_data", file.fileData())
              .end();
      case ContentPart.Refusal refusal ->
          object.put("type", "refusal").put("refusal", refusal.refusal());
      case ContentPart.Other other -> object.put("type", other.type());
    }
    object.end();
  }
}
