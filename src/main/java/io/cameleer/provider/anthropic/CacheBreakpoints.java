package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.provider.DroppedParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places up to which the provider shall cache the prompt: {@code prompt_cache_breakpoint} in
 * OpenAI's words, {@code cache_control} in Anthropic's, which clients may use, too.
 */
final class CacheBreakpoints {

  /** The API refuses more. */
  static final int MOST = 4;

  private static final String BREAKPOINT = "prompt_cache_breakpoint";
  private static final String CACHE_CONTROL = "cache_control";
  private static final String TTL = "ttl";

  private CacheBreakpoints() {}

  /** Whether a field of that name marks a breakpoint. */
  static boolean isMark(String name) {
    return name.equals(BREAKPOINT) || name.equals(CACHE_CONTROL);
  }

  /**
   * Marks a block or tool where the client did. Anthropic keeps what it caches for five minutes
   * after the last use, or for an hour: whoever asks for any other time than five minutes gets the
   * hour.
   */
  static void mark(ObjectNode block, Map<String, @Nullable Object> extras) {
    Object mark = extras.get(CACHE_CONTROL);
    if (mark == null) {
      mark = extras.get(BREAKPOINT);
    }
    if (mark instanceof Map<?, ?> fields) {
      ObjectNode control = block.putObject(CACHE_CONTROL).put("type", "ephemeral");
      Object ttl = fields.get(TTL);
      if (ttl != null) {
        control.put(TTL, ttl.equals("5m") ? "5m" : "1h");
      }
    }
  }

  /**
   * Takes the first marks away until {@value #MOST} are left: a conversation grows at its end, and
   * the last marks are those whose prefix is the longest.
   */
  static void limit(ObjectNode body, DroppedParameters dropped) {
    List<ObjectNode> marked = new ArrayList<>();
    collect(body.path("tools"), marked);
    collect(body.path("system"), marked);
    for (JsonNode message : body.path("messages")) {
      for (JsonNode block : message.path("content")) {
        collect(block.path("content"), marked);
        collect(block, marked);
      }
    }
    for (ObjectNode block : marked.subList(0, Math.max(0, marked.size() - MOST))) {
      block.remove(CACHE_CONTROL);
      dropped.add(CACHE_CONTROL);
    }
  }

  private static void collect(JsonNode blocks, List<ObjectNode> marked) {
    if (blocks.isArray()) {
      blocks.forEach(block -> collect(block, marked));
    } else if (blocks instanceof ObjectNode block && block.has(CACHE_CONTROL)) {
      marked.add(block);
    }
  }
}
