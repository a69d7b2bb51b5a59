package io.cameleer.routing;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.ResponseFormat;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads off a request what matters for choosing its candidates. Stateless and thread-safe. */
public final class TraitsReader {

  private static final String HELD_FILE = "the conversation names a file that a provider holds";
  private static final String HELD_SOUND =
      "the conversation names a spoken answer that a provider holds";

  private TraitsReader() {}

  /**
   * The traits of a chat.
   *
   * @param surroundings what is known beside the request; its tags count before those in the
   *     request's {@code metadata} ({@code tag}, {@code tags}), its caller after the request's
   *     {@code user} and {@code safety_identifier}
   * @throws io.cameleer.chat.CallFailedException where the request's wishes can't be understood:
   *     status 400, naming the field
   */
  public static CallTraits read(ChatRequest request, Surroundings surroundings) {
    return new CallTraits(
        request.model(),
        false,
        needs(request),
        new PromptTokens(TokenEstimate.atMost(request), () -> TokenEstimate.of(request)),
        request.outputLimit(),
        surroundings.tags().isEmpty() ? tags(request.metadata()) : surroundings.tags(),
        firstOf(request.user(), request.safetyIdentifier(), surroundings.caller()),
        providerBound(request),
        WishesReader.read(request.extras()),
        surroundings.regions());
  }

  /**
   * The traits of a request for embeddings.
   *
   * @throws io.cameleer.chat.CallFailedException as for a chat
   */
  public static CallTraits read(EmbeddingRequest request, Surroundings surroundings) {
    return new CallTraits(
        request.model(),
        true,
        Set.of(),
        new PromptTokens(TokenEstimate.atMost(request), () -> TokenEstimate.of(request)),
        null,
        surroundings.tags(),
        firstOf(request.user(), null, surroundings.caller()),
        null,
        WishesReader.read(request.extras()),
        surroundings.regions());
  }

  private static Set<Trait> needs(ChatRequest request) {
    Set<Trait> needs = EnumSet.noneOf(Trait.class);
    if (!request.tooling().tools().isEmpty()) {
      needs.add(Trait.TOOLS);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema) {
      needs.add(Trait.JSON_SCHEMA);
    }
    for (Message message : request.messages()) {
      for (ContentPart part : parts(message)) {
        Trait need = need(part);
        if (need != null) {
          needs.add(need);
        }
      }
    }
    return needs;
  }

  private static @Nullable Trait need(ContentPart part) {
    return switch (part) {
      case ContentPart.Image ignored -> Trait.VISION;
      case ContentPart.Audio ignored -> Trait.AUDIO_INPUT;
      case ContentPart.File file -> FileKind.of(file).need();
      case ContentPart.Text ignored -> null;
      case ContentPart.Refusal ignored -> null;
      case ContentPart.Other ignored -> null;
    };
  }

  private static @Nullable String providerBound(ChatRequest request) {
    for (Message message : request.messages()) {
      if (message.extras().get("audio") instanceof Map<?, ?> audio && audio.containsKey("id")) {
        return HELD_SOUND;
      }
      for (ContentPart part : parts(message)) {
        if (part instanceof ContentPart.File file && file.fileId() != null) {
          return HELD_FILE;
        }
      }
    }
    return null;
  }

  /** The typed parts of a message; none where its content is a plain text. */
  private static List<ContentPart> parts(Message message) {
    Content content =
        switch (message) {
          case Message.Instructions instructions -> instructions.content();
          case Message.User user -> user.content();
          case Message.Assistant assistant -> assistant.content();
          case Message.Tool result -> result.content();
        };
    return content instanceof Content.Parts parts ? parts.parts() : List.of();
  }

  /** Labels are the client's own: what is no text among them is no tag either. */
  private static List<String> tags(Map<String, @Nullable Object> metadata) {
    if (metadata.isEmpty()) {
      return List.of();
    }
    Set<String> tags = new LinkedHashSet<>();
    addTag(tags, metadata.get("tag"));
    switch (metadata.get("tags")) {
      case String list -> {
        for (String tag : list.split(",", -1)) {
          addTag(tags, tag);
        }
      }
      case List<?> list -> list.forEach(tag -> addTag(tags, tag));
      case null, default -> {}
    }
    return List.copyOf(tags);
  }

  private static void addTag(Set<String> tags, @Nullable Object value) {
    if (value instanceof String tag && !tag.isBlank()) {
      tags.add(tag.strip());
    }
  }

  private static String firstOf(@Nullable String... callers) {
    for (String caller : callers) {
      if (caller != null && !caller.isBlank()) {
        return caller;
      }
    }
    return "";
  }
}
