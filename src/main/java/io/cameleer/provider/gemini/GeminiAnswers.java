package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to read an answer.
 *
 * @param model the model asked, for answers that name none
 * @param names the request's tools
 * @param ids gives a new random id, for what Gemini gives none
 * @param errors reads errors inside answers, and knows the time
 */
record GeminiAnswers(String model, FunctionNames names, Supplier<String> ids, GeminiErrors errors) {

  /** Seconds since 1970; Gemini does not say when it answered. */
  long now() {
    return errors.clock().instant().getEpochSecond();
  }

  /** The answer's id. */
  String id(JsonNode answer) {
    String id = Json.string(answer, "responseId");
    return id == null ? "chatcmpl-" + ids.get() : id;
  }

  /** The model that answered. */
  String model(JsonNode answer) {
    String version = Json.string(answer, "modelVersion");
    return version == null ? model : version;
  }

  /** Why the prompt was refused, or null. */
  static @Nullable String blockReason(JsonNode answer) {
    String reason = Json.string(answer.path("promptFeedback"), "blockReason");
    return reason == null || reason.isEmpty() ? null : reason;
  }

  /** A part of an answer, or null where it holds nothing this gateway knows. */
  @Nullable AnswerPart part(JsonNode part) {
    String signature = Json.string(part, FunctionCalls.SIGNATURE);
    String text = Json.string(part, "text");
    if (text != null) {
      return part.path("thought").asBoolean()
          ? new AnswerPart.Thought(text)
          : new AnswerPart.Text(text, signature);
    }
    JsonNode call = part.path("functionCall");
    if (call.isObject()) {
      return call(call, signature);
    }
    JsonNode data = part.path("inlineData");
    return data.isObject() && !part.path("thought").asBoolean()
        ? new AnswerPart.Text(markdown(data), signature)
        : null;
  }

  private AnswerPart.Call call(JsonNode call, @Nullable String signature) {
    String id = Json.string(call, "id");
    String wireName = Json.string(call, "name");
    String name = wireName == null ? "" : names.original(wireName);
    boolean custom = names.isCustom(name);
    return new AnswerPart.Call(
        id == null || id.isEmpty() ? "call_" + ids.get() : id,
        name,
        custom ? input(call.path("args")) : arguments(call.path("args")),
        custom,
        signature);
  }

  private static String arguments(JsonNode args) {
    return args.isObject() ? Json.text(args) : "{}";
  }

  private static String input(JsonNode args) {
    JsonNode input = args.path(GeminiTools.CUSTOM_INPUT);
    return input.isTextual() ? input.textValue() : arguments(args);
  }

  /**
   * Chat completions have no place for images of the model's own: they stand in the text, as
   * Markdown.
   */
  private static String markdown(JsonNode data) {
    String type = data.path("mimeType").asText("application/octet-stream");
    String mark = type.startsWith("image/") ? "![image]" : "[" + type + "]";
    return mark + "(data:" + type + ";base64," + data.path("data").asText() + ")";
  }
}
