package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Google's Gemini API with the rules of its current models. */
final class GeminiEmulation implements Provider {

  private static final Pattern PATH =
      Pattern.compile(
          "/v1beta/models/([^/:]+):"
              + "(generateContent|streamGenerateContent\\?alt=sse|batchEmbedContents)");
  private static final Pattern MODELS = Pattern.compile("^gemini-");
  private static final Set<String> FIELDS =
      Set.of(
          "contents",
          "systemInstruction",
          "tools",
          "toolConfig",
          "safetySettings",
          "generationConfig",
          "cachedContent",
          "serviceTier",
          "labels");
  private static final Set<String> CONFIG_FIELDS =
      Set.of(
          "temperature",
          "topP",
          "topK",
          "maxOutputTokens",
          "stopSequences",
          "presencePenalty",
          "frequencyPenalty",
          "seed",
          "responseLogprobs",
          "logprobs",
          "responseMimeType",
          "responseJsonSchema",
          "thinkingConfig");
  private static final Set<String> SCHEMA_KEYWORDS =
      Set.of(
          "$id",
          "$defs",
          "$ref",
          "$anchor",
          "type",
          "format",
          "title",
          "description",
          "enum",
          "items",
          "prefixItems",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "anyOf",
          "oneOf",
          "properties",
          "additionalProperties",
          "required",
          "propertyOrdering");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}");

  @Override
  public Reply answer(Call call) {
    if (!"key-of-gemini".equals(call.headers().get("x-goog-api-key"))) {
      throw Refusal.invalidGoogleKey();
    }
    Matcher path = PATH.matcher(call.path());
    if (!path.matches()) {
      throw Refusal.unknownPath(call.path());
    }
    String model = path.group(1);
    if (!MODELS.matcher(model).find()) {
      throw Refusal.unknownModel(model);
    }
    if (path.group(2).equals("batchEmbedContents")) {
      return GeminiEmbeddings.answer(call.body(), model);
    }
    Answer answer = answer(call.body(), model);
    return path.group(2).equals("generateContent")
        ? Reply.of(GeminiReplies.whole(model, answer))
        : GeminiReplies.stream(model, answer);
  }

  private static Answer answer(ObjectNode body, String model) {
    Strict.onlyFields(body, FIELDS, "");
    JsonNode config = body.path("generationConfig");
    if (!config.isMissingNode()) {
      checkConfig(config, model);
    }
    return Answer.to(
        GeminiContents.read(body),
        callable(body),
        format(config),
        config.path("thinkingConfig").path("includeThoughts").asBoolean());
  }

  private static void checkConfig(JsonNode config, String model) {
    Strict.onlyFields(config, CONFIG_FIELDS, "generationConfig");
    Strict.positive(config, "maxOutputTokens");
    if (model.startsWith("gemini-4")) {
      Strict.without(config, Set.of("presencePenalty", "frequencyPenalty"), "with this model");
    }
    JsonNode thinking = config.path("thinkingConfig");
    if (thinking.isMissingNode()) {
      return;
    }
    Strict.onlyFields(thinking, Set.of("includeThoughts", "thinkingLevel"), "thinkingConfig");
    if (thinking.has("thinkingLevel")) {
      Strict.oneOf(thinking, "thinkingLevel", "thinkingConfig", Set.of("low", "medium", "high"));
    }
  }

  private static List<OfferedTool> callable(ObjectNode body) {
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : Strict.optionalItems(body, "tools", "body")) {
      Strict.onlyFields(tool, Set.of("functionDeclarations"), "tools[]");
      for (JsonNode function : Strict.items(tool, "functionDeclarations", "tools[]")) {
        Strict.onlyFields(
            function,
            Set.of("name", "description", "parametersJsonSchema"),
            "functionDeclarations[]");
        String name = Strict.text(function, "name", "functionDeclarations[]");
        if (!FUNCTION_NAME.matcher(name).matches()) {
          throw Refusal.invalid("tools", "Invalid function name " + name);
        }
        tools.add(new OfferedTool(name, function.path("parametersJsonSchema")));
      }
    }
    JsonNode choice = body.path("toolConfig").path("functionCallingConfig");
    return switch (choice.path("mode").asText("AUTO")) {
      case "NONE" -> List.of();
      case "AUTO", "VALIDATED" -> tools;
      case "ANY" -> allowed(tools, choice.path("allowedFunctionNames"));
      default -> throw Refusal.invalid("toolConfig", "Invalid value at 'mode': " + choice);
    };
  }

  private static List<OfferedTool> allowed(List<OfferedTool> tools, JsonNode names) {
    if (names.isMissingNode()) {
      return tools;
    }
    List<OfferedTool> allowed = new ArrayList<>();
    names.forEach(name -> allowed.addAll(ChatTools.named(tools, name.asText())));
    return allowed;
  }

  private static Answer.Format format(JsonNode config) {
    if (config.has("responseJsonSchema")) {
      if (!config.path("responseMimeType").asText().equals("application/json")) {
        throw Refusal.invalid(
            "generationConfig", "responseJsonSchema needs responseMimeType application/json");
      }
      JsonNode schema = Strict.object(config, "responseJsonSchema", "generationConfig");
      Schemas.only(schema, SCHEMA_KEYWORDS, "responseJsonSchema");
      return new Answer.Format.Schema(schema);
    }
    return config.path("responseMimeType").asText().equals("application/json")
        ? new Answer.Format.Json()
        : new Answer.Format.Text();
  }

  @Override
  public JsonNode error(Refusal refusal) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error").put("code", refusal.status());
    error.put("message", refusal.getMessage());
    error.put("status", refusal.status() == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT");
    error
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", refusal.code())
        .putObject("metadata")
        .put("field", refusal.field());
    return body;
  }
}
