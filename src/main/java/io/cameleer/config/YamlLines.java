package io.cameleer.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** On which line of a YAML file each value stands. */
final class YamlLines {

  private final Map<JsonPointer, Integer> lines = new HashMap<>();

  /** Reads the places of all values. */
  static YamlLines of(YAMLFactory factory, byte[] yaml) throws IOException {
    YamlLines places = new YamlLines();
    try (JsonParser parser = factory.createParser(yaml)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
          places.lines.putIfAbsent(
              pointer(parser, token), parser.currentTokenLocation().getLineNr());
        }
        token = parser.nextToken();
      }
    }
    return places;
  }

  private static JsonPointer pointer(JsonParser parser, JsonToken token) {
    var context = parser.getParsingContext();
    var owner = token.isStructStart() ? context.getParent() : context;
    return owner.pathAsPointer();
  }

  /** Whether there is no value at all. */
  boolean empty() {
    return lines.isEmpty();
  }

  /** The line of a value, or of the nearest one that contains it; 1 where there is none. */
  int line(JsonPointer pointer) {
    JsonPointer place = pointer;
    while (place != null) {
      Integer line = lines.get(place);
      if (line != null) {
        return line;
      }
      place = place.head();
    }
    return 1;
  }
}
