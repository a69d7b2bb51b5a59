package io.cameleer.provider.gemini;

import io.cameleer.chat.Tool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a request's tools, as the client and as Gemini know them. Gemini takes names that
 * start with a letter or an underscore and go on with letters, digits, {@code _ . : -}; the older
 * of its two length limits is 64. Any other name is changed the same way wherever it occurs, so
 * that histories agree with declarations, and is changed back in answers.
 */
final class FunctionNames {

  private static final int MAX_LENGTH = 64;
  private static final int HASH_LENGTH = 9;

  private final Map<String, String> originals = new HashMap<>();
  private final Set<String> custom = new HashSet<>();

  FunctionNames(List<Tool> tools) {
    for (Tool tool : tools) {
      switch (tool) {
        case Tool.Function function -> originals.put(onTheWire(function.name()), function.name());
        case Tool.Custom freeText -> {
          originals.put(onTheWire(freeText.name()), freeText.name());
          custom.add(freeText.name());
        }
        case Tool.Other ignored -> {}
      }
    }
  }

  /** A tool's name in a form that Gemini takes; the name itself where it is one. */
  static String onTheWire(String name) {
    if (isAllowed(name)) {
      return name;
    }
    StringBuilder changed = new StringBuilder(name.length() + 1 + HASH_LENGTH);
    if (name.isEmpty() || !startsName(name.charAt(0))) {
      changed.append('_');
    }
    for (int i = 0; i < name.length(); i++) {
      changed.append(continuesName(name.charAt(i)) ? name.charAt(i) : '_');
    }
    changed.setLength(Math.min(changed.length(), MAX_LENGTH - HASH_LENGTH));
    // keeps apart names that differ only in what was changed
    return changed.append('_').append("%08x".formatted(name.hashCode())).toString();
  }

  /**
   * The client's name of a tool that Gemini calls; the name itself where no tool is called that.
   */
  String original(String wireName) {
    return originals.getOrDefault(wireName, wireName);
  }

  /** Whether the client's tool of that name takes free text. */
  boolean isCustom(String name) {
    return custom.contains(name);
  }

  private static boolean isAllowed(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || !startsName(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      if (!continuesName(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean continuesName(char c) {
    return startsName(c) || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-';
  }
}
