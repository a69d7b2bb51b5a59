package io.cameleer.provider.mistral;

import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.provider.DroppedParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content parts as Mistral knows them; parts of its own kinds pass unchanged. */
final class MistralParts {

  private static final Set<String> DETAILS = Set.of("auto", "low", "high");

  private final DroppedParameters dropped;

  MistralParts(DroppedParameters dropped) {
    this.dropped = dropped;
  }

  Content content(Content content) {
    return content instanceof Content.Parts some
        ? new Content.Parts(some.parts().stream().map(this::part).toList())
        : content;
  }

  private ContentPart part(ContentPart part) {
    if (!(part instanceof ContentPart.Other)) {
      part.extras().keySet().forEach(name -> dropped.add("messages[].content[]." + name));
    }
    return switch (part) {
      case ContentPart.Text text -> ContentPart.Text.of(text.text());
      case ContentPart.Image image -> new ContentPart.Image(image.url(), detail(image), Map.of());
      case ContentPart.Audio audio -> new ContentPart.Audio(audio.data(), audio.format(), Map.of());
      case ContentPart.File file -> document(file);
      case ContentPart.Refusal refusal -> new ContentPart.Refusal(refusal.refusal(), Map.of());
      case ContentPart.Other other -> other;
    };
  }

  private @Nullable String detail(ContentPart.Image image) {
    String detail = image.detail();
    if (detail == null || DETAILS.contains(detail)) {
      return detail;
    }
    dropped.add("messages[].content[].image_url.detail");
    return null;
  }

  /**
   * A document in the request is a {@code document_url} part with a data URL; one at Mistral a
   * {@code file}.
   */
  private static ContentPart document(ContentPart.File file) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (file.fileData() == null) {
      fields.put("file_id", file.fileId());
      return new ContentPart.Other("file", fields);
    }
    fields.put("document_url", file.fileData());
    if (file.filename() != null) {
      fields.put("document_name", file.filename());
    }
    return new ContentPart.Other("document_url", fields);
  }
}
