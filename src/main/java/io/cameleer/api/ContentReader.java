package io.cameleer.api;

import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code content} of a message: a string or an array of parts. */
final class ContentReader {

  private static final String FIELD = "content";

  /** Takes the content from a message; null where there is none. */
  @Nullable Content read(Fields message) {
    return switch (message.take(FIELD)) {
      case null -> null;
      case String text -> Content.of(text);
      case List<?> parts -> new Content.Parts(message.list(FIELD, parts, ContentReader::part));
      case Object other ->
          throw Invalid.type(message.path(FIELD), "a string or an array of parts", other);
    };
  }

  private static ContentPart part(Fields part) {
    String type = part.requiredName("type");
    return switch (type) {
      case "text" -> new ContentPart.Text(part.requiredString("text"), part.extras());
      case "image_url" -> image(part);
      case "input_audio" -> audio(part);
      case "file" -> file(part);
      case "refusal" -> new ContentPart.Refusal(part.requiredString("refusal"), part.extras());
      default -> new ContentPart.Other(type, part.extras());
    };
  }

  /** {@code image_url} is an object; as a plain string, which some servers take, it is the URL. */
  private static ContentPart image(Fields part) {
    String url = part.stringIfAny("image_url");
    if (url != null) {
      return new ContentPart.Image(url, null, part.extras());
    }
    Fields image = part.requiredObject("image_url");
    return new ContentPart.Image(image.requiredName("url"), image.string("detail"), part.extras());
  }

  private static ContentPart audio(Fields part) {
    Fields audio = part.requiredObject("input_audio");
    return new ContentPart.Audio(
        audio.requiredName("data"), audio.requiredName("format"), part.extras());
  }

  private static ContentPart file(Fields part) {
    Fields file = part.requiredObject("file");
    String id = file.string("file_id");
    String filename = file.string("filename");
    String data = file.string("file_data");
    Map<String, @Nullable Object> extras = part.extras();
    if (id == null && data == null && !extras.containsKey("file")) {
      throw Invalid.missing(file.path("file_data"));
    }
    return new ContentPart.File(id, filename, data, extras);
  }
}
