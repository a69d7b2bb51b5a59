package io.cameleer.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a message says: one text, or a list of typed parts. The two forms are kept apart because
 * clients see both.
 */
public sealed interface Content {

  /**
   * Content given as one string.
   *
   * @param text the text, possibly empty
   */
  record Text(String text) implements Content {
    @Override
    public List<ContentPart> parts() {
      return text.isEmpty() ? List.of() : List.of(ContentPart.Text.of(text));
    }
  }

  /**
   * Content given as typed parts.
   *
   * @param parts the parts in order
   */
  record Parts(List<ContentPart> parts) implements Content {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /** The content as parts; empty text gives no part. */
  List<ContentPart> parts();

  /**
   * All text of this content, parts joined by a line break; images, files and audio leave nothing.
   */
  default String text() {
    return switch (this) {
      case Text(String text) -> text;
      case Parts(List<ContentPart> parts) ->
          parts.stream()
              .filter(ContentPart.Text.class::isInstance)
              .map(part -> ((ContentPart.Text) part).text())
              .collect(Collectors.joining("\n"));
    };
  }

  /** Content of one string. */
  static Content of(String text) {
    return new Text(text);
  }
}
