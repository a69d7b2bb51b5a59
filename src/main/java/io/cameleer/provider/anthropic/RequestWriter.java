package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a chat request as the body of a Messages call. Used once, by one thread. */
final class RequestWriter {

  /**
   * A plain call that may answer with more tokens than this can take longer than ten minutes, and
   * connections that are silent for so long get cut: Anthropic's own SDKs refuse such calls. They
   * are streamed from the provider instead.
   */
  static final int MOST_TOKENS_UNSTREAMED = 21_000;

  private final ChatRequest request;
  private final Model model;
  private final DroppedParameters dropped;

  /**
   * The body with what has to be known of it.
   *
   * @param streamed whether it asks for a stream
   * @param customTools the names of the tools whose input is one free text
   */
  record Written(ObjectNode body, boolean streamed, Set<String> customTools) {}

  RequestWriter(ChatRequest request, Model model, DroppedParameters dropped) {
    this.request = request;
    this.model = model;
    this.dropped = dropped;
  }

  /**
   * The body.
   *
   * @throws io.cameleer.chat.CallFailedException status 400, where the model can't do what is asked
   *     for and leaving it out would change the meaning
   */
  Written write() {
    refuseImpossible();
    SchemaLimits limits = new SchemaLimits();
    RequestTools tools = new ToolWriter(model, limits, dropped).write(request.tooling());
    OutputFormat format = OutputFormat.of(request.responseFormat(), model, limits, dropped);
    Conversation conversation = new ConversationWriter(request.messages(), model, dropped).write();
    conversation.instruct(tools.instruction());
    conversation.instruct(format.instruction());
    Thinking thinking =
        Thinking.of(request, model, tools.forced(), conversation.openLoopWithoutThinking());
    dropped.addIfSet("reasoning_effort", thinking.honoured() ? null : request.reasoningEffort());
    conversation.close(model.has(Trait.PREFILL) && !thinking.thinks() && format.schema() == null);
    boolean streamed =
        request.streaming().enabled() || thinking.maxTokens() > MOST_TOKENS_UNSTREAMED;

    ObjectNode body = Json.object().put("model", model.id());
    body.put("max_tokens", thinking.maxTokens());
    putUnlessEmpty(body, "system", conversation.system());
    body.set("messages", conversation.messages());
    putUnlessEmpty(body, "tools", tools.tools());
    putIfAny(body, "tool_choice", tools.choice());
    putIfAny(body, "thinking", thinking.thinking());
    putUnlessEmpty(body, "output_config", outputConfig(thinking, format));
    new SettingsWriter(request, model, dropped).write(body, thinking.thinks());
    if (streamed) {
      body.put("stream", true);
    }
    CacheBreakpoints.limit(body, dropped);
    return new Written(body, streamed, tools.customTools());
  }

  private void refuseImpossible() {
    Integer n = request.sampling().n();
    if (n != null && n > 1) {
      throw Failures.unsupported(
          "n", "Anthropic gives one answer per call. Leave out 'n', or call " + n + " times.");
    }
    if (request.modalities().contains("audio")) {
      throw Failures.unsupported("modalities", "Anthropic's models answer in text only.");
    }
  }

  private static ObjectNode outputConfig(Thinking thinking, OutputFormat format) {
    ObjectNode config = Json.object();
    if (thinking.effort() != null) {
      config.put("effort", thinking.effort());
    }
    if (format.schema() != null) {
      config.putObject("format").put("type", "json_schema").set("schema", format.schema());
    }
    return config;
  }

  private static void putIfAny(ObjectNode body, String field, @Nullable ObjectNode value) {
    if (value != null) {
      body.set(field, value);
    }
  }

  private static void putUnlessEmpty(ObjectNode body, String field, ArrayNode value) {
    if (!value.isEmpty()) {
      body.set(field, value);
    }
  }

  private static void putUnlessEmpty(ObjectNode body, String field, ObjectNode value) {
    if (!value.isEmpty()) {
      body.set(field, value);
    }
  }
}
