package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.json.Json;
import java.util.Map;

/**
 * Replaces unpaired surrogates by U+FFFD. JSON can express them ({@code "\ud83d"} alone, as when a
 * client cuts a text in the middle of an emoji), Unicode text can't, and strict providers refuse
 * the whole request for one.
 */
final class Surrogates {

  private static final char REPLACEMENT = '\uFFFD';

  private Surrogates() {}

  /** The tree itself where all its text is well formed, else a repaired copy. */
  static JsonNode repair(JsonNode tree) {
    return isWellFormed(tree) ? tree : repaired(tree);
  }

  private static boolean isWellFormed(JsonNode node) {
    if (node.isTextual()) {
      return unpaired(node.textValue(), 0) < 0;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (unpaired(field.getKey(), 0) >= 0 || !isWellFormed(field.getValue())) {
          return false;
        }
      }
    } else {
      for (JsonNode element : node) {
        if (!isWellFormed(element)) {
          return false;
        }
      }
    }
    return true;
  }

  private static JsonNode repaired(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(repaired(node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode copy = Json.object();
      node.properties()
          .forEach(field -> copy.set(repaired(field.getKey()), repaired(field.getValue())));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = Json.array();
      node.forEach(element -> copy.add(repaired(element)));
      return copy;
    }
    return node;
  }

  private static String repaired(String text) {
    int bad = unpaired(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    while (bad >= 0) {
      repaired.setCharAt(bad, REPLACEMENT);
      bad = unpaired(text, bad + 1);
    }
    return repaired.toString();
  }

  /** The place of the first unpaired surrogate from a place on, or -1. */
  private static int unpaired(String text, int from) {
    int place = surrogate(text, from);
    while (place >= 0 && startsPair(text, place)) {
      place = surrogate(text, place + 2);
    }
    return place;
  }

  private static boolean startsPair(String text, int place) {
    return place + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(place), text.charAt(place + 1));
  }

  /** Looks at every character of every request, hence kept so plain. */
  private static int surrogate(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
