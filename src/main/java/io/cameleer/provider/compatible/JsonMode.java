package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For providers whose JSON mode refuses a prompt that does not say "JSON", or that enforce no
 * schema.
 */
public final class JsonMode {

  private static final Pattern JSON = Pattern.compile("json", Pattern.CASE_INSENSITIVE);

  private static final String INSTRUCTION = "Answer with one JSON object and nothing else.";

  private JsonMode() {}

  /** Makes sure that a prompt for {@code json_object} says so. */
  public static ChatRequest mention(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    boolean json = request.responseFormat() instanceof ResponseFormat.JsonObject;
    return !json || request.messages().stream().anyMatch(JsonMode::mentionsJson)
        ? request
        : Conversation.instruct(request, INSTRUCTION);
  }

  /**
   * Asks for any JSON object, and for the schema in words. What is lost is its enforcement, which
   * is noted as {@code response_format.json_schema.strict} where the client wanted it.
   */
  public static ChatRequest describeSchema(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    if (!(request.responseFormat() instanceof ResponseFormat.JsonSchema schema)) {
      return request;
    }
    if (Boolean.TRUE.equals(schema.strict())) {
      dropped.add("response_format.json_schema.strict");
    }
    ChatRequest lowered =
        request.toBuilder().responseFormat(new ResponseFormat.JsonObject()).build();
    return schema.schema().isEmpty()
        ? lowered
        : Conversation.instruct(lowered, instruction(schema));
  }

  /** Asks for a JSON object in words alone, where there is no JSON mode. */
  static ChatRequest asInstruction(ChatRequest request) {
    return Conversation.instruct(request.toBuilder().responseFormat(null).build(), INSTRUCTION);
  }

  private static String instruction(ResponseFormat.JsonSchema schema) {
    String description = schema.description() == null ? "" : " (" + schema.description() + ")";
    return INSTRUCTION
        + " It must match this JSON schema, \""
        + schema.name()
        + "\""
        + description
        + ":\n"
        + Json.text(Json.object(schema.schema()));
  }

  private static boolean mentionsJson(Message message) {
    Content content = content(message);
    return content != null && JSON.matcher(content.text()).find();
  }

  private static @Nullable Content content(Message message) {
    return switch (message) {
      case Message.Instructions instructions -> instructions.content();
      case Message.User user -> user.content();
      case Message.Assistant assistant -> assistant.content();
      case Message.Tool tool -> tool.content();
    };
  }
}
