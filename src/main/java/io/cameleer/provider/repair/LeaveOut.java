package io.cameleer.provider.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.provider.DroppedParameters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves fields that a provider refuses out of the body. Fields without which the request would be
 * another one stay, and so does the refusal.
 *
 * @param fields the fields refused
 * @param names what the client calls a field of the body
 * @param request what the client sent
 */
public record LeaveOut(List<FieldPath> fields, ClientNames names, ChatRequest request)
    implements BodyEdit {

  /**
   * Fields that carry what is said, and those that decide how the answer is read, in the formats of
   * all providers; in lower case and without underscores.
   */
  private static final Set<String> ESSENTIAL =
      Set.of(
          "model",
          "messages",
          "role",
          "content",
          "type",
          "text",
          "tools",
          "toolchoice",
          "toolcalls",
          "toolcallid",
          "function",
          "functions",
          "functioncall",
          "description",
          "parameters",
          "arguments",
          "inputschema",
          "custom",
          "imageurl",
          "url",
          "fileurl",
          "inputaudio",
          "data",
          "format",
          "file",
          "filedata",
          "fileid",
          "source",
          "mediatype",
          "stream",
          "n",
          "modalities",
          "audio",
          "responseformat",
          "jsonschema",
          "schema",
          "input",
          "output",
          "callid",
          "tooluseid",
          "system",
          "contents",
          "parts",
          "inlinedata",
          "mimetype",
          "fileuri",
          "functionresponse",
          "args",
          "response",
          "functiondeclarations",
          "generationconfig",
          "systeminstruction",
          "toolconfig",
          "functioncallingconfig",
          "mode",
          "allowedfunctionnames",
          "responsemimetype",
          "parametersjsonschema",
          "responsejsonschema",
          "responseschema");

  /** Fields whose inside is the client's own, or says how something shall be. */
  private static final Set<String> WHOLE =
      Set.of("audio", "parameters", "inputschema", "schema", "arguments", "args", "input");

  /** What the client calls a field of the body. */
  @FunctionalInterface
  public interface ClientNames {

    /**
     * The name on the client's side.
     *
     * @param bodyPath where the field stood in the body, such as {@code messages[].name}
     * @return null where the gateway had added the field by itself
     */
    @Nullable String of(String bodyPath, ChatRequest request);
  }

  /** Whether a request without this field is still the same request. */
  public static boolean isPossible(FieldPath field) {
    if (field.leaf().isEmpty()) {
      return false;
    }
    boolean nameOfThing = field.leaf().equals("name") && !isNameOfMessage(field);
    return !nameOfThing
        && !ESSENTIAL.contains(FieldPath.plain(field.leaf()))
        && field.steps().stream().map(FieldPath::plain).noneMatch(WHOLE::contains);
  }

  private static boolean isNameOfMessage(FieldPath field) {
    return field.root().equals("messages")
        && field.steps().stream().noneMatch(Set.of("content", "tool_calls", "function")::contains);
  }

  @Override
  public void apply(ObjectNode body, DroppedParameters dropped) {
    for (FieldPath field : fields) {
      String removed = isPossible(field) ? field.removeFrom(body) : null;
      String name = removed == null ? null : names.of(removed, request);
      if (name != null) {
        dropped.add(name);
      }
    }
  }
}
