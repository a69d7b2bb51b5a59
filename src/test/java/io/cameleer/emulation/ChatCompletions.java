package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chat format; what other providers changed in it is in their own classes. */
abstract class ChatCompletions implements Provider {

  private static final int TEXT_PIECE = 4;
  private static final int ARGUMENTS_PIECE = 3;

  private final ChatRules rules;

  ChatCompletions(ChatRules rules) {
    this.rules = rules;
  }

  @Override
  public final Reply answer(Call call) {
    Strict.key(call.headers(), "authorization", "Bearer key-of-" + rules.name());
    String model = Strict.text(call.body(), "model", "body");
    if (!rules.models().matcher(model).find()) {
      throw Refusal.unknownModel(model);
    }
    return switch (call.path()) {
      case "/chat/completions" -> chat(call.body());
      case "/embeddings" -> embeddings(call.body());
      default -> elsewhere(call);
    };
  }

  /** Refuses what this provider, or the model, does not take. */
  abstract void check(ObjectNode body);

  /** Whether the model shows its reasoning. */
  abstract boolean reasons(ObjectNode body);

  /** Answers at another path. */
  Reply elsewhere(Call call) {
    throw Refusal.unknownPath(call.path());
  }

  /** Answers with vectors. */
  Reply embeddings(ObjectNode body) {
    throw Refusal.unknownPath("/embeddings");
  }

  private Reply chat(ObjectNode body) {
    Strict.onlyFields(body, rules.fields(), "");
    Strict.positive(body, "max_tokens");
    Strict.positive(body, "max_completion_tokens");
    Strict.needs(body, "stream_options", "stream");
    Strict.needs(body, "tool_choice", "tools");
    Strict.needs(body, "parallel_tool_calls", "tools");
    check(body);
    Answer answer =
        Answer.to(
            ChatMessages.read(body, rules),
            ChatTools.callable(body, rules),
            ChatTools.format(body, rules.formats()),
            reasons(body));
    return body.path("stream").asBoolean() ? stream(body, answer) : whole(body, answer);
  }

  /** A whole answer. */
  Reply whole(ObjectNode body, Answer answer) {
    ObjectNode completion = head(body, Ids.next("chatcmpl-"), "chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message(answer));
    choice.put("finish_reason", finishReason(answer)).putNull("logprobs");
    completion.set("usage", usage(answer));
    return Reply.of(completion);
  }

  /** The message of a whole answer. */
  ObjectNode message(Answer answer) {
    ObjectNode message = object().put("role", "assistant").put("content", answer.text());
    if (answer.reasoning() != null) {
      message.put("reasoning_content", answer.reasoning());
    }
    for (Answer.ToolCall call : answer.calls()) {
      addCall(message.withArray("tool_calls"), call, call.arguments());
    }
    return message;
  }

  /** Adds a call with its arguments, which are text unless the provider has it otherwise. */
  ObjectNode addCall(ArrayNode calls, Answer.ToolCall call, JsonNode arguments) {
    ObjectNode node = calls.addObject().put("id", toolCallId()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments.toString());
    return node;
  }

  /** An id for a call. */
  String toolCallId() {
    return Ids.next("call_");
  }

  private Reply stream(ObjectNode body, Answer answer) {
    String id = Ids.next("chatcmpl-");
    boolean usageWanted = body.path("stream_options").path("include_usage").asBoolean();
    Events events = begin();
    for (ObjectNode delta : deltas(answer)) {
      events.data(chunk(body, id, delta, null));
    }
    ObjectNode last = chunk(body, id, object(), finishReason(answer));
    if (usageOnLastChunk(usageWanted)) {
      last.set("usage", usage(answer));
    }
    events.data(last);
    if (usageWanted && !usageOnLastChunk(true)) {
      ObjectNode usage = head(body, id, "chat.completion.chunk");
      usage.putArray("choices");
      usage.set("usage", usage(answer));
      events.data(usage);
    }
    return events.done().reply();
  }

  /** The start of a stream. */
  Events begin() {
    return new Events();
  }

  /** Whether the usage stands on the chunk with the finish reason, not on one of its own. */
  boolean usageOnLastChunk(boolean wanted) {
    return false;
  }

  /** A streamed answer's deltas. */
  List<ObjectNode> deltas(Answer answer) {
    List<ObjectNode> deltas = new ArrayList<>();
    deltas.add(object().put("role", "assistant").put("content", ""));
    if (answer.reasoning() != null) {
      for (String piece : Reply.pieces(answer.reasoning(), TEXT_PIECE)) {
        deltas.add(object().putNull("content").put("reasoning_content", piece));
      }
    }
    if (answer.text() != null) {
      Reply.pieces(answer.text(), TEXT_PIECE)
          .forEach(piece -> deltas.add(object().put("content", piece)));
    }
    for (int i = 0; i < answer.calls().size(); i++) {
      addCallDeltas(deltas, i, answer.calls().get(i));
    }
    return deltas;
  }

  private void addCallDeltas(List<ObjectNode> deltas, int index, Answer.ToolCall call) {
    ObjectNode first = object();
    ObjectNode head = addCall(first.putArray("tool_calls"), call, object()).put("index", index);
    ((ObjectNode) head.path("function")).put("arguments", "");
    deltas.add(first);
    for (String piece : Reply.pieces(call.arguments().toString(), ARGUMENTS_PIECE)) {
      ObjectNode next = object();
      laterCallDelta(next.putArray("tool_calls").addObject().put("index", index))
          .put("arguments", piece);
      deltas.add(next);
    }
  }

  /** The function within a later delta of a call. */
  ObjectNode laterCallDelta(ObjectNode call) {
    return call.putObject("function");
  }

  private static ObjectNode chunk(
      ObjectNode body, String id, ObjectNode delta, String finishReason) {
    ObjectNode chunk = head(body, id, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    chunk.putNull("usage");
    return chunk;
  }

  private static ObjectNode head(ObjectNode body, String id, String type) {
    ObjectNode head = object().put("id", id).put("object", type);
    return head.put("created", Instant.now().getEpochSecond())
        .put("model", body.path("model").textValue());
  }

  private static String finishReason(Answer answer) {
    return answer.calls().isEmpty() ? "stop" : "tool_calls";
  }

  /** The tokens used. */
  ObjectNode usage(Answer answer) {
    ObjectNode usage =
        object()
            .put("prompt_tokens", Answer.PROMPT_TOKENS)
            .put("completion_tokens", Answer.COMPLETION_TOKENS)
            .put("total_tokens", Answer.PROMPT_TOKENS + Answer.COMPLETION_TOKENS);
    usage.putObject("prompt_tokens_details").put("cached_tokens", Answer.CACHED_TOKENS);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", answer.reasoningTokens());
    return usage;
  }

  @Override
  public JsonNode error(Refusal refusal) {
    ObjectNode error = object();
    error
        .putObject("error")
        .put("message", refusal.getMessage())
        .put("type", "invalid_request_error")
        .put("param", refusal.field())
        .put("code", refusal.code());
    return error;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
