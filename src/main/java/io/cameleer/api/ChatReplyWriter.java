package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.FieldWriter;
import io.cameleer.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer as OpenAI's {@code chat.completion} object. Stateless and thread-safe. */
public final class ChatReplyWriter {

  private final MessageWriter messages = new MessageWriter();
  private final UsageWriter usages = new UsageWriter();

  /** The object as UTF-8 bytes. */
  public byte[] bytes(ChatCompletion completion) {
    return Json.bytes(json -> write(json, completion));
  }

  /**
   * Writes the object. Extras are put back where they came from, but never replace a field this
   * gateway writes itself.
   */
  public void write(JsonGenerator json, ChatCompletion completion) throws IOException {
    ChatReply reply = completion.reply();
    FieldWriter object =
        FieldWriter.begin(json, reply.extras())
            .put("id", reply.id())
            .put("object", "chat.completion")
            .put("created", reply.created())
            .put("model", reply.model())
            .putIfAny("service_tier", reply.serviceTier())
            .array(
                "choices",
                reply.choices(),
                (choices, choice) -> writeChoice(choices, choice, completion.legacyFunctions()));
    if (reply.usage() != null) {
      usages.write(object.name("usage"), reply.usage(), completion.costUsd());
    }
    object.end();
  }

  private void writeChoice(JsonGenerator json, ChatReply.Choice choice, boolean legacyFunctions)
      throws IOException {
    boolean legacyCall = legacyFunctions && isSingleFunctionCall(choice.message());
    FieldWriter object = FieldWriter.begin(json, choice.extras()).put("index", choice.index());
    messages.write(object.name("message"), choice.message(), legacyCall);
    object
        .put("logprobs", choice.logprobs())
        .put("finish_reason", finishReason(choice.finishReason(), legacyCall))
        .end();
  }

  private static boolean isSingleFunctionCall(Message.Assistant message) {
    return message.toolCalls().size() == 1
        && message.toolCalls().getFirst() instanceof ToolCall.Function;
  }

  private static @Nullable String finishReason(@Nullable FinishReason reason, boolean legacyCall) {
    if (reason == null) {
      return null;
    }
    boolean renamed = legacyCall && reason == FinishReason.TOOL_CALLS;
    return (renamed ? FinishReason.FUNCTION_CALL : reason).wireName();
  }
}
