package io.cameleer.routing;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ContentPart;
import org.jspecify.annotations.Nullable;

/** What is in a file that is part of a message, as far as its {@code data:} URL says. */
enum FileKind {
  /** A PDF, or what can't be told. */
  DOCUMENT(Trait.PDF_INPUT),
  TEXT(null),
  IMAGE(Trait.VISION),
  SOUND(Trait.AUDIO_INPUT);

  private final @Nullable Trait need;

  FileKind(@Nullable Trait need) {
    this.need = need;
  }

  /** What a model must be able to do to take such a file; null where all can. */
  @Nullable Trait need() {
    return need;
  }

  static FileKind of(ContentPart.File file) {
    String data = file.fileData();
    if (data == null) {
      return DOCUMENT;
    }
    if (startsWith(data, "data:image/")) {
      return IMAGE;
    }
    if (startsWith(data, "data:audio/")) {
      return SOUND;
    }
    boolean text = startsWith(data, "data:text/") || startsWith(data, "data:application/json");
    return text ? TEXT : DOCUMENT;
  }

  /** Whether this says where a file is, and not what is in it. */
  static boolean isRemote(String data) {
    return startsWith(data, "https://") || startsWith(data, "http://") || startsWith(data, "gs://");
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
