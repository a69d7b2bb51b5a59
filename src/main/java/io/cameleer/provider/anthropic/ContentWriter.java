package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import io.cameleer.provider.DataUrl;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes parts of messages as content blocks. */
final class ContentWriter {

  private static final String PARTS = "messages[].content[]";
  private static final String TYPE = "type";
  private static final String PDF = "application/pdf";
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  /** Ids that Anthropic's Files API gives; OpenAI's begin with {@code file-}. */
  private static final String FILE_ID_PREFIX = "file_";

  private final Model model;
  private final DroppedParameters dropped;

  ContentWriter(Model model, DroppedParameters dropped) {
    this.model = model;
    this.dropped = dropped;
  }

  /** A text block. */
  static ObjectNode text(String text) {
    return Json.object().put(TYPE, "text").put("text", text);
  }

  /**
   * Appends the content of a message of the user or a tool.
   *
   * @param message the message's place in the request
   * @throws CallFailedException status 400, where the model does not take a part of it
   */
  void append(ArrayNode blocks, Content content, int message) {
    append(blocks, content, message, false);
  }

  /** As {@link #append}, for roles that have no images and documents. */
  void appendText(ArrayNode blocks, Content content, int message) {
    append(blocks, content, message, true);
  }

  private void append(ArrayNode blocks, Content content, int message, boolean textOnly) {
    List<ContentPart> parts = content.parts();
    for (int i = 0; i < parts.size(); i++) {
      ContentPart part = parts.get(i);
      ObjectNode block = block(part, message, i, textOnly);
      if (block != null) {
        CacheBreakpoints.mark(block, part.extras());
        blocks.add(block);
      }
      Extras.drop(part.extras(), PARTS, dropped);
    }
  }

  /** The block of a part; null for text without a visible character, which the API refuses. */
  private @Nullable ObjectNode block(ContentPart part, int message, int index, boolean textOnly) {
    return switch (part) {
      case ContentPart.Text text -> text.text().isBlank() ? null : text(text.text());
      case ContentPart.Refusal refusal ->
          refusal.refusal().isBlank() ? null : text(refusal.refusal());
      case ContentPart.Image image when !textOnly -> image(image, path(message, index));
      case ContentPart.File file when !textOnly -> file(file, path(message, index));
      case ContentPart.Audio ignored ->
          throw Failures.unsupported(
              path(message, index), "Anthropic's models take no sound. Send its transcript.");
      case ContentPart.Other other ->
          throw Failures.unsupported(
              path(message, index),
              "Anthropic takes no content part of type '" + other.type() + "'.");
      case ContentPart.Image ignored -> throw textOnly(path(message, index), "images");
      case ContentPart.File ignored -> throw textOnly(path(message, index), "files");
    };
  }

  private ObjectNode image(ContentPart.Image image, String path) {
    require(Trait.VISION, "images", path);
    if (image.detail() != null && !image.detail().equals("auto")) {
      dropped.add(PARTS + ".image_url.detail");
    }
    if (isRemote(image.url())) {
      return block("image", urlSource(image.url()));
    }
    DataUrl data = DataUrl.parse(image.url());
    if (data == null) {
      throw invalid(path, "The image is neither an http(s) URL nor a readable data: URL.");
    }
    return image(data, path);
  }

  private static ObjectNode image(DataUrl data, String path) {
    if (!IMAGE_TYPES.contains(data.mediaType())) {
      throw Failures.unsupported(
          path,
          "Anthropic takes images of the types JPEG, PNG, GIF and WebP, not '%s'."
              .formatted(data.mediaType()));
    }
    return block("image", base64Source(data));
  }

  private ObjectNode file(ContentPart.File file, String path) {
    ObjectNode block = fileBlock(file, path);
    boolean document = "document".equals(Json.string(block, TYPE));
    if (document && file.filename() != null && !file.filename().isBlank()) {
      block.put("title", file.filename());
    }
    return block;
  }

  private ObjectNode fileBlock(ContentPart.File file, String path) {
    String content = file.fileData();
    if (content == null) {
      return heldFile(file.fileId(), path);
    }
    if (isRemote(content)) {
      require(Trait.PDF_INPUT, "documents", path);
      return block("document", urlSource(content));
    }
    DataUrl data = DataUrl.parse(DataUrl.matches(content) ? content : "data:;base64," + content);
    if (data == null) {
      throw invalid(path, "The file's 'file_data' is not a readable data: URL.");
    }
    String mediaType = data.mediaType();
    if (mediaType.equals(PDF)) {
      require(Trait.PDF_INPUT, "PDF documents", path);
      return block("document", base64Source(data));
    }
    if (mediaType.startsWith("image/")) {
      require(Trait.VISION, "images", path);
      return image(data, path);
    }
    return block("document", textSource(data, path));
  }

  private static ObjectNode heldFile(@Nullable String id, String path) {
    if (id == null || !id.startsWith(FILE_ID_PREFIX)) {
      throw Failures.unsupported(
          path,
          "Anthropic does not hold this file. Send it as 'file_data', or name it by the id that"
              + " Anthropic's Files API gave.");
    }
    return block("document", Json.object().put(TYPE, "file").put("file_id", id));
  }

  private static ObjectNode textSource(DataUrl data, String path) {
    String mediaType = data.mediaType();
    if (!mediaType.startsWith("text/") && !mediaType.equals("application/json")) {
      throw Failures.unsupported(
          path, "Anthropic takes PDF, text and image files, not '" + mediaType + "'.");
    }
    String text = new String(data.bytes(), StandardCharsets.UTF_8);
    return Json.object().put(TYPE, "text").put("media_type", "text/plain").put("data", text);
  }

  private static ObjectNode base64Source(DataUrl data) {
    return Json.object()
        .put(TYPE, "base64")
        .put("media_type", data.mediaType())
        .put("data", data.base64());
  }

  private static ObjectNode urlSource(String url) {
    return Json.object().put(TYPE, "url").put("url", url);
  }

  private static ObjectNode block(String type, ObjectNode source) {
    ObjectNode block = Json.object().put(TYPE, type);
    block.set("source", source);
    return block;
  }

  private void require(Trait trait, String what, String path) {
    if (!model.has(trait)) {
      throw Failures.unsupported(path, "The model " + model.id() + " takes no " + what + ".");
    }
  }

  private static boolean isRemote(String url) {
    return url.regionMatches(true, 0, "https://", 0, 8)
        || url.regionMatches(true, 0, "http://", 0, 7);
  }

  private static String path(int message, int part) {
    return "messages[" + message + "].content[" + part + "]";
  }

  private static CallFailedException textOnly(String path, String what) {
    return Failures.unsupported(
        path, "Anthropic takes " + what + " only in messages of the user and results of tools.");
  }

  private static CallFailedException invalid(String path, String message) {
    return new CallFailedException(Failure.badRequest("invalid_value", path, message));
  }
}
