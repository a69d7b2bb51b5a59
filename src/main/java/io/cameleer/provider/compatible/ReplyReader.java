package io.cameleer.provider.compatible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.UpstreamReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads plain answers. */
final class ReplyReader {

  private static final Set<String> KNOWN_CHOICE =
      Set.of("index", "message", "finish_reason", "logprobs");

  private final ErrorTable errors;
  private final AnswerHead.Reader heads;

  ReplyReader(ErrorTable errors, AnswerHead.Reader heads) {
    this.errors = errors;
    this.heads = heads;
  }

  /** Reads an answer; white space around it is what DeepSeek keeps the connection alive with. */
  ChatReply read(UpstreamReply reply) {
    JsonNode root = parse(reply.body());
    if (isError(root)) {
      throw errors.insideAnswer(root);
    }
    if (!(root instanceof ObjectNode answer) || answer.path("choices").isEmpty()) {
      throw ErrorTable.broken("The provider's answer has no choices.", null);
    }
    AnswerHead head = heads.read(answer);
    List<ChatReply.Choice> choices = new ArrayList<>();
    for (JsonNode choice : answer.path("choices")) {
      choices.add(choice(choice, choices.size()));
    }
    return new ChatReply(
        head.id(),
        head.created(),
        head.model(),
        choices,
        UsageReader.read(answer.get("usage")),
        head.serviceTier(),
        head.extras());
  }

  /** The tree of an answer's bytes. */
  static JsonNode parse(byte[] body) {
    try {
      return Json.read(body);
    } catch (JsonProcessingException malformed) {
      throw ErrorTable.broken("The provider's answer is not JSON.", malformed);
    }
  }

  /** Whether an answer or event is an error in any of its forms, wrapped or bare. */
  static boolean isError(JsonNode root) {
    JsonNode answer = root.isArray() && !root.isEmpty() ? root.get(0) : root;
    JsonNode error = answer.path("error");
    if ((error.isObject() && !error.isEmpty())
        || (error.isTextual() && !error.textValue().isEmpty())) {
      return true;
    }
    boolean bare = answer.has("message") && (answer.has("code") || answer.has("type"));
    return !answer.has("choices") && (bare || "error".equals(Json.string(answer, "object")));
  }

  private ChatReply.Choice choice(JsonNode choice, int place) {
    if (choice.path("error").isObject()) {
      throw errors.insideAnswer(choice);
    }
    Long index = Json.number(choice, "index");
    Message.Assistant message =
        choice.get("message") instanceof ObjectNode node ? message(node) : message(Json.object());
    FinishReason finish =
        FinishReasons.read(Json.string(choice, "finish_reason"), !message.toolCalls().isEmpty());
    Map<String, @Nullable Object> logprobs =
        choice.path("logprobs") instanceof ObjectNode some ? Json.fields(some) : null;
    return new ChatReply.Choice(
        index == null ? place : index.intValue(),
        message,
        finish,
        logprobs,
        Extras.beyond(choice, KNOWN_CHOICE));
  }

  private static Message.Assistant message(ObjectNode message) {
    AnswerText said = AnswerText.read(message);
    Content content = said.content() == null ? null : Content.of(said.content());
    Reasoning reasoning =
        said.reasoning() == null
            ? Reasoning.NONE
            : new Reasoning(said.reasoning(), List.of(), null);
    return new Message.Assistant(
        content,
        Json.string(message, "refusal"),
        toolCalls(message.path("tool_calls")),
        reasoning,
        null,
        said.extras());
  }

  private static List<ToolCall> toolCalls(JsonNode nodes) {
    List<ToolCall> calls = new ArrayList<>(nodes.size());
    Set<String> ids = new HashSet<>();
    for (JsonNode node : nodes) {
      CallFragment call = CallFragment.read(node);
      String id = call.id() != null && ids.add(call.id()) ? call.id() : GeneratedIds.call();
      String name = call.name() == null ? "" : call.name();
      String arguments = call.arguments() == null ? "" : call.arguments();
      calls.add(
          call.custom()
              ? new ToolCall.Custom(id, name, arguments, call.extras())
              : new ToolCall.Function(
                  id,
                  name,
                  arguments.isBlank() ? ToolCallTracker.NO_ARGUMENTS : arguments,
                  null,
                  call.extras()));
    }
    return calls;
  }
}
