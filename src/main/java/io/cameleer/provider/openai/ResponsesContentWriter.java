package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what messages say as the Responses API's content. */
final class ResponsesContentWriter {

  private static final String CACHE_BREAKPOINT = "prompt_cache_breakpoint";
  private static final String FILE_URL = "file_url";
  private static final Set<String> KEPT_FIELDS = Set.of(CACHE_BREAKPOINT, FILE_URL);
  private static final String PARTS = "messages[].content[]";

  private final DroppedParameters dropped;

  ResponsesContentWriter(DroppedParameters dropped) {
    this.dropped = dropped;
  }

  /**
   * What goes to the model: a string as a string, parts as {@code input_} parts.
   *
   * @param path the content's place in the request, for the message of a refusal
   */
  JsonNode input(Content content, String path) {
    return switch (content) {
      case Content.Text(String text) -> TextNode.valueOf(text);
      case Content.Parts(List<ContentPart> parts) -> {
        ArrayNode array = Json.array();
        for (int i = 0; i < parts.size(); i++) {
          array.add(inputPart(parts.get(i), path + "[" + i + "]"));
        }
        yield array;
      }
    };
  }

  /** What the model said: text and refusals as output parts, none where it said nothing. */
  ArrayNode output(@Nullable Content content, @Nullable String refusal, String path) {
    ArrayNode array = Json.array();
    List<ContentPart> parts = content == null ? List.of() : content.parts();
    for (int i = 0; i < parts.size(); i++) {
      array.add(outputPart(parts.get(i), path + "[" + i + "]"));
    }
    if (refusal != null) {
      array.addObject().put("type", "refusal").put("refusal", refusal);
    }
    return array;
  }

  private ObjectNode inputPart(ContentPart part, String path) {
    return switch (part) {
      case ContentPart.Text text ->
          finished(Json.object().put("type", "input_text").put("text", text.text()), part);
      case ContentPart.Image image -> {
        ObjectNode node = Json.object().put("type", "input_image").put("image_url", image.url());
        put(node, "detail", image.detail());
        yield finished(node, part);
      }
      case ContentPart.File file -> finished(file(file), part);
      case ContentPart.Audio ignored ->
          throw Failures.unsupported(path, "This model does not take sound. Send text.");
      case ContentPart.Refusal refusal -> refusal(refusal);
      case ContentPart.Other other -> unchanged(other);
    };
  }

  private ObjectNode outputPart(ContentPart part, String path) {
    return switch (part) {
      case ContentPart.Text text -> {
        ObjectNode node = Json.object().put("type", "output_text").put("text", text.text());
        ResponsesExtras.drop(part.extras(), PARTS, dropped);
        yield node;
      }
      case ContentPart.Refusal refusal -> refusal(refusal);
      case ContentPart.Other other -> unchanged(other);
      case ContentPart.Image ignored -> throw notAnAnswer(path);
      case ContentPart.Audio ignored -> throw notAnAnswer(path);
      case ContentPart.File ignored -> throw notAnAnswer(path);
    };
  }

  private static RuntimeException notAnAnswer(String path) {
    return Failures.unsupported(path, "Messages of the assistant can hold text and refusals only.");
  }

  private static ObjectNode refusal(ContentPart.Refusal refusal) {
    return Json.object().put("type", "refusal").put("refusal", refusal.refusal());
  }

  private static ObjectNode unchanged(ContentPart.Other part) {
    ObjectNode node = Json.object().put("type", part.type());
    node.setAll(Json.object(part.extras()));
    return node;
  }

  /** A file can also be given by its URL, which the chat format has no field for. */
  private static ObjectNode file(ContentPart.File file) {
    ObjectNode node = Json.object().put("type", "input_file");
    put(node, "file_id", file.fileId());
    put(node, "filename", file.filename());
    put(node, "file_data", file.fileData());
    if (file.extras().get("file") instanceof Map<?, ?> more
        && more.get(FILE_URL) instanceof String url) {
      node.put(FILE_URL, url);
    }
    return node;
  }

  private ObjectNode finished(ObjectNode node, ContentPart part) {
    Object breakpoint = part.extras().get(CACHE_BREAKPOINT);
    if (breakpoint != null) {
      node.set(CACHE_BREAKPOINT, Json.node(breakpoint));
    }
    ResponsesExtras.drop(part.extras(), PARTS, dropped, KEPT_FIELDS);
    return node;
  }

  private static void put(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
