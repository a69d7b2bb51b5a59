package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads and checks the contents of Gemini's format. */
final class GeminiContents {

  /** The signature on every first function call of this provider. */
  static final String SIGNATURE = "CiQBc2lnbmF0dXJl";

  private static final Set<String> SIGNATURES =
      Set.of(SIGNATURE, "skip_thought_signature_validator");
  private static final Set<String> PART_FIELDS =
      Set.of(
          "text",
          "inlineData",
          "fileData",
          "functionCall",
          "functionResponse",
          "thoughtSignature",
          "thought");

  private final Conversation conversation = new Conversation();
  private final List<String> unanswered = new ArrayList<>();
  private boolean signatureMissing;

  private GeminiContents() {}

  static Conversation read(JsonNode body) {
    GeminiContents reader = new GeminiContents();
    for (JsonNode part : body.path("systemInstruction").path("parts")) {
      reader.conversation.instruct(Strict.text(part, "text", "systemInstruction.parts[]"));
    }
    String before = "";
    for (JsonNode content : Strict.items(body, "contents", "body")) {
      Strict.onlyFields(content, Set.of("role", "parts"), "contents[]");
      String role = Strict.oneOf(content, "role", "contents[]", Set.of("user", "model"));
      if (role.equals(before)) {
        throw Refusal.invalid("contents", "Two turns of role '" + role + "' in a row.");
      }
      reader.read(content, role);
      before = role;
    }
    if (reader.signatureMissing) {
      throw Refusal.invalid(
          "contents", "Function call is missing a thought_signature in functionCall parts.");
    }
    if (!before.equals("user")) {
      throw Refusal.invalid("contents", "Please ensure that the last turn is one of the user.");
    }
    return reader.conversation;
  }

  private void read(JsonNode content, String role) {
    if (role.equals("user")) {
      conversation.user();
    } else {
      conversation.assistant();
    }
    int firstCall = unanswered.size();
    for (JsonNode part : Strict.items(content, "parts", "contents[]")) {
      Strict.onlyFields(part, PART_FIELDS, "parts[]");
      if (role.equals("user")) {
        readUserPart(part);
      } else if (part.has("functionCall")) {
        readCall(part, unanswered.size() == firstCall);
      }
    }
    if (role.equals("user") && !unanswered.isEmpty()) {
      throw Refusal.invalid(
          "contents",
          "Please ensure that the number of function response parts is equal to the number of"
              + " function call parts of the function call turn.");
    }
  }

  private void readUserPart(JsonNode part) {
    if (part.has("text")) {
      conversation.text(Strict.text(part, "text", "parts[]"));
      signatureMissing = false; // only the current turn of the conversation counts
    } else if (part.has("inlineData")) {
      JsonNode data = part.path("inlineData");
      Strict.onlyFields(data, Set.of("mimeType", "data"), "inlineData");
      Strict.text(data, "data", "inlineData");
      conversation.image(Strict.text(data, "mimeType", "inlineData"));
    } else if (part.has("fileData")) {
      Strict.text(part.path("fileData"), "fileUri", "fileData");
      conversation.image("url");
    } else {
      readResponse(Strict.object(part, "functionResponse", "parts[]"));
    }
  }

  private void readCall(JsonNode part, boolean first) {
    JsonNode call = part.path("functionCall");
    Strict.onlyFields(call, Set.of("id", "name", "args"), "functionCall");
    Strict.object(call, "args", "functionCall");
    unanswered.add(Strict.text(call, "name", "functionCall"));
    if (part.path("thoughtSignature").asText().equals(SIGNATURE)) {
      conversation.thought();
    }
    signatureMissing |= first && !SIGNATURES.contains(part.path("thoughtSignature").asText());
  }

  private void readResponse(JsonNode response) {
    Strict.onlyFields(response, Set.of("id", "name", "response", "parts"), "functionResponse");
    if (!unanswered.remove(Strict.text(response, "name", "functionResponse"))) {
      throw Refusal.invalid("contents", "A function response answers no function call.");
    }
    conversation.toolResult(Strict.object(response, "response", "functionResponse").toString());
  }
}
