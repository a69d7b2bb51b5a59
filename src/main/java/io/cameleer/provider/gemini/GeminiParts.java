package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import io.cameleer.provider.DataUrl;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes parts of a message's content as Gemini's parts. */
final class GeminiParts {

  private static final String PARTS = "messages[].content[]";
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final String PDF = "application/pdf";

  private final GeminiModel model;
  private final DroppedParameters dropped;

  GeminiParts(GeminiModel model, DroppedParameters dropped) {
    this.model = model;
    this.dropped = dropped;
  }

  /** A text part. */
  static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  /**
   * A part of any kind.
   *
   * @param path where it stands in the request, for the message of a refusal
   * @return null for empty text, of which the API takes no part
   * @throws CallFailedException status 400, where the model does not take such a part
   */
  @Nullable ObjectNode write(ContentPart part, String path) {
    if (!(part instanceof ContentPart.Other)) {
      dropExtras(part.extras(), PARTS, dropped);
    }
    return switch (part) {
      case ContentPart.Text text -> text.text().isEmpty() ? null : text(text.text());
      case ContentPart.Refusal refusal ->
          refusal.refusal().isEmpty() ? null : text(refusal.refusal());
      case ContentPart.Image image -> image(image, path);
      case ContentPart.Audio audio -> audio(audio, path);
      case ContentPart.File file -> file(file, path);
      case ContentPart.Other other ->
          throw Failures.unsupported(
              path, "Gemini takes no content part of type '" + other.type() + "'.");
    };
  }

  private ObjectNode image(ContentPart.Image image, String path) {
    require(Trait.VISION, "images", path);
    if (image.detail() != null && !image.detail().equals("auto")) {
      dropped.add(PARTS + ".image_url.detail");
    }
    if (isRemote(image.url())) {
      String guessed = MediaTypes.ofUrl(image.url());
      return fileData(image.url(), guessed == null ? "image/jpeg" : guessed);
    }
    DataUrl data = DataUrl.parse(image.url());
    if (data == null) {
      throw invalid(path, "The image is neither an http(s) URL nor a readable data: URL.");
    }
    return inlineData(data.mediaType(), data.base64());
  }

  private ObjectNode audio(ContentPart.Audio audio, String path) {
    require(Trait.AUDIO_INPUT, "sound", path);
    String format = audio.format().toLowerCase(Locale.ROOT);
    DataUrl data = DataUrl.parse("data:audio/" + format + ";base64," + audio.data());
    if (data == null) {
      throw invalid(path, "The sound's data is not base64.");
    }
    return inlineData(data.mediaType(), data.base64());
  }

  private ObjectNode file(ContentPart.File file, String path) {
    String guessed = MediaTypes.ofName(file.filename());
    String source = file.fileData() != null ? file.fileData() : file.fileId();
    if (source == null) {
      throw invalid(path, "The file has neither 'file_data' nor 'file_id'.");
    }
    if (isRemote(source)) {
      String type = guessed == null ? MediaTypes.ofUrl(source) : guessed;
      requireType(type == null ? "" : type, path);
      return fileData(source, type);
    }
    if (file.fileData() == null) {
      throw Failures.unsupported(
          path,
          "Gemini does not hold the file '%s'. Send it as 'file_data', or name it by the URI that"
                  .formatted(source)
              + " Gemini's Files API gave.");
    }
    return inlineFile(source, guessed == null ? UNKNOWN_TYPE : guessed, path);
  }

  private ObjectNode inlineFile(String fileData, String guessedType, String path) {
    boolean declared = DataUrl.matches(fileData);
    String url = declared ? fileData : "data:" + guessedType + ";base64," + fileData;
    DataUrl data = DataUrl.parse(url);
    if (data == null) {
      throw invalid(path, "The file's 'file_data' is not a readable data: URL.");
    }
    String type = data.mediaType().equals(UNKNOWN_TYPE) ? guessedType : data.mediaType();
    requireType(type, path);
    return inlineData(type, data.base64());
  }

  private void requireType(String mediaType, String path) {
    if (mediaType.equals(PDF)) {
      require(Trait.PDF_INPUT, "PDF documents", path);
    } else if (mediaType.startsWith("image/")) {
      require(Trait.VISION, "images", path);
    } else if (mediaType.startsWith("audio/")) {
      require(Trait.AUDIO_INPUT, "sound", path);
    }
  }

  private void require(Trait trait, String what, String path) {
    if (!model.has(trait)) {
      throw Failures.unsupported(path, "The model " + model.id() + " takes no " + what + ".");
    }
  }

  private static boolean isRemote(String url) {
    return hasScheme(url, "https://") || hasScheme(url, "http://") || hasScheme(url, "gs://");
  }

  private static boolean hasScheme(String url, String scheme) {
    return url.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static ObjectNode inlineData(String mimeType, String base64) {
    ObjectNode part = Json.object();
    part.putObject("inlineData").put("mimeType", mimeType).put("data", base64);
    return part;
  }

  private static ObjectNode fileData(String uri, @Nullable String mimeType) {
    ObjectNode part = Json.object();
    ObjectNode data = part.putObject("fileData");
    if (mimeType != null) {
      data.put("mimeType", mimeType);
    }
    data.put("fileUri", uri);
    return part;
  }

  private static CallFailedException invalid(String path, String message) {
    return new CallFailedException(Failure.badRequest("invalid_value", path, message));
  }

  /** Notes the fields of a message that have no place in Gemini's format. */
  static void dropExtras(
      Map<String, @Nullable Object> extras, String path, DroppedParameters dropped) {
    extras.keySet().forEach(name -> dropped.add(path + "." + name));
  }
}
