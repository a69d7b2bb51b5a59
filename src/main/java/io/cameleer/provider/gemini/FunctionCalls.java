package io.cameleer.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes calls of tools, as they stand in a history, as Gemini's {@code functionCall} parts. */
final class FunctionCalls {

  /** The field of a part that carries a thought signature. */
  static final String SIGNATURE = "thoughtSignature";

  /** The fields below which a client keeps a signature that its message format has no place for. */
  static final String EXTRA_CONTENT = "extra_content";

  /**
   * What Google documents for calls whose signature is not to be had, such as those another
   * provider's model made: the signature is then not checked.
   */
  static final String UNSIGNED = "skip_thought_signature_validator";

  private final GeminiModel model;
  private final DroppedParameters dropped;

  FunctionCalls(GeminiModel model, DroppedParameters dropped) {
    this.model = model;
    this.dropped = dropped;
  }

  /**
   * A call's part, with its signature if it has one.
   *
   * @param mustBeSigned whether the model refuses the call without a signature: of the calls made
   *     at once the first, in the part of the conversation since the user last spoke
   */
  ObjectNode write(ToolCall call, boolean mustBeSigned) {
    ObjectNode part = Json.object();
    ObjectNode functionCall = part.putObject("functionCall");
    if (model.signsFunctionCalls()) {
      functionCall.put("id", call.id());
    }
    functionCall.put("name", FunctionNames.onTheWire(call.name()));
    functionCall.set(
        "args",
        switch (call) {
          case ToolCall.Function function -> arguments(function.arguments());
          case ToolCall.Custom custom ->
              Json.object().put(GeminiTools.CUSTOM_INPUT, custom.input());
        });
    String signature = signature(call);
    if (signature != null) {
      part.put(SIGNATURE, signature);
    } else if (mustBeSigned && model.signsFunctionCalls()) {
      part.put(SIGNATURE, UNSIGNED);
    }
    dropExtras(call);
    return part;
  }

  /** The place of a signature in a call of a custom tool, which has no field of its own for it. */
  static Map<String, @Nullable Object> extraContent(@Nullable String signature) {
    if (signature == null) {
      return Map.of();
    }
    return Map.of(EXTRA_CONTENT, Map.of("google", Map.of("thought_signature", signature)));
  }

  /** The signature a call came with, or null. */
  static @Nullable String signature(ToolCall call) {
    return switch (call) {
      case ToolCall.Function function -> function.signature();
      case ToolCall.Custom custom ->
          Json.string(
              Json.node(custom.extras().get(EXTRA_CONTENT)).path("google"), "thought_signature");
    };
  }

  private void dropExtras(ToolCall call) {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(call.extras());
    extras.remove(EXTRA_CONTENT);
    GeminiParts.dropExtras(extras, "messages[].tool_calls[]", dropped);
  }

  /** Arguments must be an object; a history may hold others, since models write them. */
  private static ObjectNode arguments(String arguments) {
    if (arguments.isBlank()) {
      return Json.object();
    }
    JsonNode parsed;
    try {
      parsed = Json.read(arguments);
    } catch (JsonProcessingException notJson) {
      return Json.object().put("value", arguments);
    }
    if (parsed instanceof ObjectNode object) {
      return object;
    }
    return parsed.isNull() ? Json.object() : Json.object().set("value", parsed);
  }
}
