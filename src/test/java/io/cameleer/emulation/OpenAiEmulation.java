package io.cameleer.emulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI: chat completions, embeddings, and the Responses API, which some models need for tools.
 */
final class OpenAiEmulation extends ChatCompletions {

  private static final ChatRules RULES =
      new ChatRules(
          "openai",
          Pattern.compile("^(gpt-\\d|o\\d|text-embedding-3)"),
          Set.of(
              "model",
              "messages",
              "audio",
              "frequency_penalty",
              "presence_penalty",
              "logit_bias",
              "logprobs",
              "top_logprobs",
              "max_completion_tokens",
              "max_tokens",
              "metadata",
              "modalities",
              "moderation",
              "n",
              "parallel_tool_calls",
              "prediction",
              "prompt_cache_key",
              "prompt_cache_options",
              "prompt_cache_retention",
              "reasoning_effort",
              "response_format",
              "safety_identifier",
              "seed",
              "service_tier",
              "stop",
              "store",
              "stream",
              "stream_options",
              "temperature",
              "top_p",
              "tool_choice",
              "tools",
              "user",
              "verbosity",
              "web_search_options"),
          Set.of("developer", "system", "user", "assistant", "tool"),
          Set.of("text", "image_url", "input_audio", "file"),
          Set.of("none", "auto", "required"),
          Pattern.compile(".{1,64}"),
          Set.of("text", "json_object", "json_schema"));

  private static final Pattern REASONING = Pattern.compile("^(o\\d|gpt-([5-9]|\\d\\d)(?!-chat))");
  private static final Pattern RESPONSES_FOR_TOOLS = Pattern.compile("^gpt-(5\\.[4-9]|[6-9])");
  private static final Pattern EFFORT_NONE =
      Pattern.compile(
          "^gpt-(5\\.[1-6](-(mini|nano|sol|terra|luna))?(-\\d{4}|$)|6-(sol|luna)|6\\.1-terra)");

  private static final Embeddings EMBEDDINGS =
      new Embeddings(
          Set.of("model", "input", "dimensions", "encoding_format", "user"),
          "dimensions",
          Set.of("float", "base64"),
          2048);

  OpenAiEmulation() {
    super(RULES);
  }

  @Override
  Reply elsewhere(Call call) {
    if (!call.path().equals("/responses")) {
      throw Refusal.unknownPath(call.path());
    }
    return ResponsesEmulation.answer(call.body(), isReasoning(call.body()));
  }

  @Override
  Reply embeddings(ObjectNode body) {
    return EMBEDDINGS.answer(body);
  }

  @Override
  void check(ObjectNode body) {
    if (!isReasoning(body)) {
      Strict.without(body, Set.of("reasoning_effort"), "with this model");
      return;
    }
    Strict.without(
        body,
        Set.of("max_tokens", "frequency_penalty", "presence_penalty", "logit_bias", "stop"),
        "with this model");
    String effort = body.path("reasoning_effort").asText("default");
    String model = body.path("model").textValue();
    if (!effort.equals("none")) {
      Strict.without(
          body, Set.of("temperature", "top_p", "logprobs", "top_logprobs"), "while reasoning");
    } else if (!EFFORT_NONE.matcher(model).find()) {
      throw Refusal.unsupported("reasoning_effort", "Unsupported value: 'none' with this model.");
    }
    if (body.has("tools") && !effort.equals("none") && RESPONSES_FOR_TOOLS.matcher(model).find()) {
      throw Refusal.invalid(
          "reasoning_effort",
          "Function tools with reasoning_effort are not supported for %s in /v1/chat/completions."
                  .formatted(model)
              + " To use function tools, use /v1/responses or set reasoning_effort to 'none'.");
    }
  }

  /** Chat completions keep the reasoning of OpenAI's models to themselves. */
  @Override
  boolean reasons(ObjectNode body) {
    return false;
  }

  private static boolean isReasoning(ObjectNode body) {
    return REASONING.matcher(body.path("model").asText()).find();
  }

  @Override
  ObjectNode message(Answer answer) {
    ObjectNode message = super.message(answer).putNull("refusal");
    message.putArray("annotations");
    return message;
  }
}
