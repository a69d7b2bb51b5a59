package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OpenAI's Responses API. */
final class ResponsesEmulation {

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "reasoning",
          "text",
          "temperature",
          "top_p",
          "top_logprobs",
          "stream",
          "stream_options",
          "store",
          "include",
          "metadata",
          "truncation",
          "prompt_cache_key",
          "prompt_cache_options",
          "service_tier",
          "safety_identifier",
          "moderation",
          "context_management",
          "user");
  private static final Set<String> TOOL_FIELDS =
      Set.of("type", "name", "description", "parameters", "strict");
  private static final String ENCRYPTED = "gAAAA-encrypted-reasoning";
  private static final int MIN_OUTPUT_TOKENS = 16;

  private final ObjectNode body;
  private final boolean reasoningModel;

  private ResponsesEmulation(ObjectNode body, boolean reasoningModel) {
    this.body = body;
    this.reasoningModel = reasoningModel;
  }

  static Reply answer(ObjectNode body, boolean reasoningModel) {
    return new ResponsesEmulation(body, reasoningModel).answer();
  }

  private Reply answer() {
    check();
    boolean summarized = body.path("reasoning").has("summary");
    Answer answer =
        Answer.to(
            ResponsesInput.read(body, ENCRYPTED),
            callable(),
            format(),
            reasoningModel && summarized);
    ObjectNode response = response(answer);
    return body.path("stream").asBoolean()
        ? ResponsesStream.of(response)
        : Reply.of(response.put("status", "completed"));
  }

  private void check() {
    Strict.onlyFields(body, FIELDS, "");
    Strict.needs(body, "tool_choice", "tools");
    Strict.needs(body, "parallel_tool_calls", "tools");
    Strict.needs(body, "stream_options", "stream");
    if (body.path("max_output_tokens").asInt(MIN_OUTPUT_TOKENS) < MIN_OUTPUT_TOKENS) {
      throw Refusal.invalid("max_output_tokens", "Expected a value of at least 16.");
    }
    if (reasoningModel && !body.path("reasoning").path("effort").asText().equals("none")) {
      Strict.without(body, Set.of("temperature", "top_p", "top_logprobs"), "while reasoning");
    }
    if (!reasoningModel) {
      Strict.without(body, Set.of("reasoning"), "with this model");
      if (wantsEncryptedReasoning()) {
        throw Refusal.invalid("include", "Encrypted content is not supported with this model.");
      }
    }
  }

  private boolean wantsEncryptedReasoning() {
    return body.path("include").toString().contains("reasoning.encrypted_content");
  }

  private List<OfferedTool> callable() {
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : Strict.optionalItems(body, "tools", "body")) {
      Strict.oneOf(tool, "type", "tools[]", Set.of("function"));
      tools.add(ChatTools.function(tool, TOOL_FIELDS));
    }
    JsonNode choice = body.path("tool_choice");
    if (choice.isObject()) {
      Strict.onlyFields(choice, Set.of("type", "name"), "tool_choice");
      return ChatTools.named(tools, Strict.text(choice, "name", "tool_choice"));
    }
    return choice.asText().equals("none") ? List.of() : tools;
  }

  private Answer.Format format() {
    JsonNode text = body.path("text");
    if (text.isObject()) {
      Strict.onlyFields(text, Set.of("format", "verbosity"), "text");
    }
    return switch (text.path("format").path("type").asText("text")) {
      case "json_schema" -> {
        Strict.onlyFields(
            text.path("format"),
            Set.of("type", "name", "description", "schema", "strict"),
            "text.format");
        yield ChatTools.schemaFormat(text.path("format"));
      }
      case "json_object" -> {
        ChatTools.requireTheWordJson(body.path("input"));
        yield new Answer.Format.Json();
      }
      default -> new Answer.Format.Text();
    };
  }

  private ObjectNode response(Answer answer) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("id", Ids.next("resp_")).put("object", "response");
    response.put("created_at", Instant.now().getEpochSecond()).put("status", "in_progress");
    response.putNull("error").putNull("incomplete_details");
    response.put("model", body.path("model").textValue());
    addItems(response.putArray("output"), answer);
    ObjectNode usage = response.putObject("usage");
    usage.put("input_tokens", Answer.PROMPT_TOKENS);
    usage.putObject("input_tokens_details").put("cached_tokens", Answer.CACHED_TOKENS);
    usage.put("output_tokens", Answer.COMPLETION_TOKENS);
    usage.putObject("output_tokens_details").put("reasoning_tokens", answer.reasoningTokens());
    usage.put("total_tokens", Answer.PROMPT_TOKENS + Answer.COMPLETION_TOKENS);
    return response;
  }

  private void addItems(ArrayNode output, Answer answer) {
    if (reasoningModel) {
      ObjectNode reasoning = output.addObject().put("type", "reasoning").put("id", Ids.next("rs_"));
      ArrayNode summary = reasoning.putArray("summary");
      if (answer.reasoning() != null) {
        summary.addObject().put("type", "summary_text").put("text", answer.reasoning());
      }
      if (wantsEncryptedReasoning()) {
        reasoning.put("encrypted_content", ENCRYPTED);
      }
    }
    if (answer.text() != null) {
      ObjectNode message = output.addObject().put("type", "message").put("id", Ids.next("msg_"));
      message.put("role", "assistant").put("status", "completed");
      ObjectNode part = message.putArray("content").addObject();
      part.put("type", "output_text").put("text", answer.text()).putArray("annotations");
    }
    for (Answer.ToolCall call : answer.calls()) {
      output
          .addObject()
          .put("type", "function_call")
          .put("id", Ids.next("fc_"))
          .put("call_id", Ids.next("call_"))
          .put("name", call.name())
          .put("arguments", call.arguments().toString())
          .put("status", "completed");
    }
  }
}
