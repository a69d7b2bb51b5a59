package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Anthropic's Messages API with the rules of its current models. */
final class AnthropicEmulation implements Provider {

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "max_tokens",
          "messages",
          "system",
          "stop_sequences",
          "stream",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "metadata",
          "service_tier",
          "speed",
          "cache_control",
          "temperature",
          "top_p",
          "top_k");
  private static final Set<String> TOOL_FIELDS =
      Set.of("name", "description", "input_schema", "strict", "cache_control", "type");
  private static final Set<String> REFUSED_KEYWORDS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "maxItems",
          "uniqueItems",
          "oneOf",
          "not",
          "patternProperties",
          "if");
  private static final Pattern MODELS = Pattern.compile("^claude-");
  private static final Pattern NO_FORCED_TOOL =
      Pattern.compile("^claude-((opus|sonnet)-5-5|(fable|mythos)-5-[1-9])");
  private static final Pattern NO_THINKING_OFF =
      Pattern.compile("^claude-((opus|sonnet)-5-5|(fable|mythos)-5)");
  private static final int MAX_OUTPUT = 128_000;

  @Override
  public Reply answer(Call call) {
    if (!call.path().equals("/v1/messages")) {
      throw Refusal.unknownPath(call.path());
    }
    Strict.key(call.headers(), "x-api-key", "key-of-anthropic");
    if (!Set.of("2023-06-01", "2026-10-21")
        .contains(call.headers().getOrDefault("anthropic-version", ""))) {
      throw Refusal.invalid(null, "anthropic-version: header is required");
    }
    ObjectNode body = call.body();
    String model = Strict.text(body, "model", "body");
    if (!MODELS.matcher(model).find()) {
      throw Refusal.unknownModel(model);
    }
    check(body, model);
    Answer answer =
        Answer.to(AnthropicMessages.read(body), callable(body, model), format(body), true);
    boolean shown = body.path("thinking").path("display").asText().equals("summarized");
    ObjectNode message = message(model, answer, shown);
    return body.path("stream").asBoolean() ? AnthropicStream.of(message) : Reply.of(message);
  }

  private static void check(ObjectNode body, String model) {
    Strict.onlyFields(body, FIELDS, "");
    Strict.without(body, Set.of("temperature", "top_p", "top_k"), "with this model");
    Strict.positive(body, "max_tokens");
    if (!body.has("max_tokens") || body.path("max_tokens").intValue() > MAX_OUTPUT) {
      throw Refusal.invalid("max_tokens", "max_tokens: Field required, at most " + MAX_OUTPUT);
    }
    String thinking = body.path("thinking").path("type").asText("adaptive");
    if (!thinking.equals("adaptive")
        && !thinking.equals("between_tools")
        && (!thinking.equals("disabled") || NO_THINKING_OFF.matcher(model).find())) {
      throw Refusal.invalid(
          "thinking", "\"thinking.type." + thinking + "\" is not supported for this model.");
    }
    if (body.path("output_config").has("effort")) {
      Strict.oneOf(
          body.path("output_config"),
          "effort",
          "output_config",
          Set.of("low", "medium", "high", "xhigh", "max"));
    }
  }

  private static List<OfferedTool> callable(ObjectNode body, String model) {
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : Strict.optionalItems(body, "tools", "body")) {
      Strict.onlyFields(tool, TOOL_FIELDS, "tools[]");
      JsonNode schema = Strict.object(tool, "input_schema", "tools[]");
      Strict.oneOf(schema, "type", "tools[].input_schema", Set.of("object"));
      if (tool.path("strict").asBoolean()) {
        checkSchema(schema, "tools[].input_schema");
      }
      tools.add(new OfferedTool(Strict.text(tool, "name", "tools[]"), schema));
    }
    Strict.needs(body, "tool_choice", "tools");
    JsonNode choice = body.path("tool_choice");
    String type = choice.path("type").asText("auto");
    if (NO_FORCED_TOOL.matcher(model).find() && (type.equals("tool") || type.equals("any"))) {
      throw Refusal.invalid(
          "tool_choice",
          "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
    }
    if (type.equals("tool")) {
      return ChatTools.named(tools, Strict.text(choice, "name", "tool_choice"));
    }
    return type.equals("none") ? List.of() : tools;
  }

  private static void checkSchema(JsonNode schema, String where) {
    Schemas.onlyClosedObjects(schema, where);
    Schemas.without(schema, REFUSED_KEYWORDS, where);
  }

  private static Answer.Format format(ObjectNode body) {
    JsonNode config = body.path("output_config");
    if (config.isMissingNode()) {
      return new Answer.Format.Text();
    }
    Strict.onlyFields(config, Set.of("effort", "format"), "output_config");
    JsonNode format = config.path("format");
    if (format.isMissingNode()) {
      return new Answer.Format.Text();
    }
    Strict.onlyFields(format, Set.of("type", "schema"), "output_config.format");
    Strict.oneOf(format, "type", "output_config.format", Set.of("json_schema"));
    JsonNode schema = Strict.object(format, "schema", "output_config.format");
    checkSchema(schema, "output_config.format.schema");
    return new Answer.Format.Schema(schema);
  }

  /** Thinking always comes with a signature, its text only if it was asked for. */
  private static ObjectNode message(String model, Answer answer, boolean thinkingShown) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("id", Ids.next("msg_")).put("type", "message").put("role", "assistant");
    ArrayNode content = message.put("model", model).putArray("content");
    content
        .addObject()
        .put("type", "thinking")
        .put("thinking", thinkingShown ? answer.reasoning() : "")
        .put("signature", AnthropicMessages.SIGNATURE);
    if (answer.text() != null) {
      content.addObject().put("type", "text").put("text", answer.text()).putNull("citations");
    }
    for (Answer.ToolCall call : answer.calls()) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", Ids.next("toolu_"))
          .put("name", call.name())
          .set("input", call.arguments());
    }
    message.put("stop_reason", answer.calls().isEmpty() ? "end_turn" : "tool_use");
    message.putNull("stop_sequence").putNull("stop_details");
    ObjectNode usage = message.putObject("usage");
    usage.put("input_tokens", Answer.PROMPT_TOKENS - Answer.CACHED_TOKENS);
    usage.put("cache_read_input_tokens", Answer.CACHED_TOKENS);
    usage.put("cache_creation_input_tokens", 0).put("output_tokens", Answer.COMPLETION_TOKENS);
    usage.putObject("output_tokens_details").put("thinking_tokens", answer.reasoningTokens());
    return message;
  }

  @Override
  public JsonNode error(Refusal refusal) {
    ObjectNode error = JsonNodeFactory.instance.objectNode().put("type", "error");
    String type =
        switch (refusal.status()) {
          case 401 -> "authentication_error";
          case 404 -> "not_found_error";
          default -> "invalid_request_error";
        };
    error.putObject("error").put("type", type).put("message", refusal.getMessage());
    return error.put("request_id", Ids.next("req_"));
  }
}
