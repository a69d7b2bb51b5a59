package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer or chunk says of itself. */
record AnswerHead(
    String id,
    long created,
    String model,
    @Nullable String serviceTier,
    Map<String, @Nullable Object> extras) {

  /** The extras of a chunk that says nothing new. */
  static final Set<String> FINGERPRINT_ONLY = Set.of("system_fingerprint");

  private static final Set<String> KNOWN =
      Set.of("id", "object", "created", "model", "choices", "usage", "service_tier");

  ChatChunk chunk(
      List<ChatChunk.Choice> choices, @Nullable Usage usage, Map<String, @Nullable Object> all) {
    return new ChatChunk(id, created, model, choices, usage, serviceTier, all);
  }

  /**
   * Reads the heads of one answer or stream. What is missing is as in the chunk before; without
   * one, a new id, the present time, and the model that was asked for. Not thread-safe.
   */
  static final class Reader {

    private final Clock clock;
    private String model;
    private @Nullable String id;
    private long created;

    Reader(Clock clock, String model) {
      this.clock = clock;
      this.model = model;
    }

    AnswerHead read(ObjectNode answer) {
      String givenModel = Json.string(answer, "model");
      if (givenModel != null && !givenModel.isEmpty()) {
        model = givenModel;
      }
      String tier = Json.string(answer, "service_tier");
      return new AnswerHead(id(answer), created(answer), model, tier, Extras.beyond(answer, KNOWN));
    }

    private String id(ObjectNode answer) {
      String given = Json.string(answer, "id");
      String next = given == null || given.isEmpty() ? id : given;
      if (next == null) {
        next = GeneratedIds.answer();
      }
      id = next;
      return next;
    }

    /** Seconds; servers write them as a whole number, with a fraction, or as text. */
    private long created(ObjectNode answer) {
      JsonNode given = answer.path("created");
      long seconds = given.isTextual() ? (long) given.asDouble(0) : given.asLong(0);
      if (seconds > 0) {
        created = seconds;
      } else if (created == 0) {
        created = clock.instant().getEpochSecond();
      }
      return created;
    }
  }
}
