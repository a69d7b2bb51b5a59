package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the conversation: {@code systemInstruction} and {@code contents}, whose turns alternate
 * between {@code user} and {@code model}. Used for one request.
 */
final class GeminiContents {

  private static final String USER = "user";
  private static final String MODEL = "model";
  private static final String MESSAGES = "messages[]";

  /** Says nothing, where the API wants a user's turn and the client has none. */
  private static final String NOTHING = ".";

  /**
   * Asks for what an OpenAI model does when the conversation ends with its own words: to speak
   * again.
   */
  private static final String GO_ON = "Continue.";

  private final GeminiModel model;
  private final DroppedParameters dropped;
  private final GeminiParts parts;
  private final FunctionCalls calls;
  private final FunctionResponses responses;
  private final ArrayNode system = Json.array();
  private final ArrayNode contents = Json.array();

  GeminiContents(GeminiModel model, DroppedParameters dropped) {
    this.model = model;
    this.dropped = dropped;
    this.parts = new GeminiParts(model, dropped);
    this.calls = new FunctionCalls(model, dropped);
    this.responses = new FunctionResponses(model, parts);
  }

  /** Writes both into a request's body. */
  void write(List<Message> messages, ObjectNode body) {
    List<Placed<?>> conversation = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Placed<?> placed = new Placed<>(i, messages.get(i));
      noteDropped(placed.message());
      if (placed.message() instanceof Message.Instructions instructions) {
        addInstructions(instructions.content(), placed.path());
      } else {
        conversation.add(placed);
      }
    }
    writeConversation(conversation);
    boolean onlyInstructions = contents.isEmpty();
    completeTurns();
    if (!system.isEmpty() && model.takesSystemInstruction()) {
      body.putObject("systemInstruction").set("parts", system);
    } else if (!onlyInstructions) {
      prependInstructions();
    }
    body.set("contents", contents);
  }

  private void writeConversation(List<Placed<?>> conversation) {
    int currentTurn = currentTurn(conversation);
    int next = 0;
    while (next < conversation.size()) {
      Placed<?> placed = conversation.get(next);
      if (placed.message() instanceof Message.Assistant) {
        next = writeStep(conversation, next, next > currentTurn);
        continue;
      }
      if (placed.message() instanceof Message.Tool result) {
        append(USER, responses.orphan(new Placed<>(placed.index(), result)));
      } else if (placed.message() instanceof Message.User user) {
        append(USER, addParts(user.content(), placed.path(), Json.array()));
      }
      next++;
    }
  }

  /** The place of the user's last words: what follows is the turn whose calls must be signed. */
  private static int currentTurn(List<Placed<?>> conversation) {
    int last = conversation.size() - 1;
    while (last >= 0 && !(conversation.get(last).message() instanceof Message.User)) {
      last--;
    }
    return last;
  }

  /**
   * Writes what the model said at once, then the results of its calls; gives the place after both.
   */
  private int writeStep(List<Placed<?>> conversation, int start, boolean current) {
    int next = start;
    ArrayNode said = Json.array();
    List<ToolCall> made = new ArrayList<>();
    while (next < conversation.size()
        && conversation.get(next).message() instanceof Message.Assistant assistant) {
      said.addAll(text(assistant, conversation.get(next).path()));
      for (ToolCall call : assistant.toolCalls()) {
        said.add(calls.write(call, current && made.isEmpty()));
        made.add(call);
      }
      next++;
    }
    List<Placed<Message.Tool>> results = new ArrayList<>();
    while (next < conversation.size()
        && conversation.get(next).message() instanceof Message.Tool result) {
      results.add(new Placed<>(conversation.get(next).index(), result));
      next++;
    }
    append(MODEL, said);
    append(USER, responses.write(made, results));
    return next;
  }

  private ArrayNode text(Message.Assistant assistant, String path) {
    ArrayNode said = Json.array();
    if (assistant.content() != null) {
      addParts(assistant.content(), path, said);
    }
    if (assistant.refusal() != null && !assistant.refusal().isEmpty()) {
      said.add(GeminiParts.text(assistant.refusal()));
    }
    String signature = assistant.reasoning().signature();
    if (signature != null) {
      signed(said).put(FunctionCalls.SIGNATURE, signature);
    }
    return said;
  }

  /** The part a text's signature belongs to: an empty one where the model signed no text at all. */
  private static ObjectNode signed(ArrayNode said) {
    if (!said.isEmpty() && said.get(said.size() - 1) instanceof ObjectNode last) {
      return last;
    }
    return said.addObject().put("text", "");
  }

  private void addInstructions(Content content, String path) {
    for (ContentPart part : content.parts()) {
      if (!(part instanceof ContentPart.Text)) {
        throw Failures.unsupported(path, "Gemini takes only text in system messages.");
      }
      addPart(part, path, system);
    }
  }

  private ArrayNode addParts(Content content, String path, ArrayNode target) {
    switch (content) {
      case Content.Text(String text) -> addPart(ContentPart.Text.of(text), path, target);
      case Content.Parts(List<ContentPart> list) -> {
        for (int i = 0; i < list.size(); i++) {
          addPart(list.get(i), path + "[" + i + "]", target);
        }
      }
    }
    return target;
  }

  private void addPart(ContentPart part, String path, ArrayNode target) {
    ObjectNode written = parts.write(part, path);
    if (written != null) {
      target.add(written);
    }
  }

  /** Neighbours of the same role become one turn; a turn that says nothing is left out. */
  private void append(String role, ArrayNode turn) {
    if (turn.isEmpty()) {
      return;
    }
    if (role.equals(lastRole())
        && contents.get(contents.size() - 1).get("parts") instanceof ArrayNode last) {
      last.addAll(turn);
    } else {
      contents.add(content(role, turn));
    }
  }

  private static ObjectNode content(String role, ArrayNode turn) {
    ObjectNode content = Json.object().put("role", role);
    content.set("parts", turn);
    return content;
  }

  private @Nullable String lastRole() {
    return contents.isEmpty() ? null : Json.string(contents.get(contents.size() - 1), "role");
  }

  /**
   * The API wants a conversation that the user begins and, unless the model goes on with its own
   * words, ends.
   */
  private void completeTurns() {
    ArrayNode nothing = Json.array().add(GeminiParts.text(NOTHING));
    if (contents.isEmpty()) {
      contents.add(content(USER, system.isEmpty() ? nothing : system.deepCopy()));
    } else if (MODEL.equals(Json.string(contents.get(0), "role"))) {
      contents.insert(0, content(USER, nothing));
    }
    if (MODEL.equals(lastRole()) && !model.has(Trait.PREFILL)) {
      append(USER, Json.array().add(GeminiParts.text(GO_ON)));
    }
  }

  /** For models without a place for instructions: before the first words of the user. */
  private void prependInstructions() {
    if (contents.get(0).get("parts") instanceof ArrayNode first) {
      for (int i = system.size() - 1; i >= 0; i--) {
        first.insert(0, GeminiParts.text(system.get(i).path("text").asText() + "\n\n"));
      }
    }
  }

  private void noteDropped(Message message) {
    GeminiParts.dropExtras(message.extras(), MESSAGES, dropped);
    String name =
        switch (message) {
          case Message.Instructions instructions -> instructions.name();
          case Message.User user -> user.name();
          case Message.Assistant assistant -> assistant.name();
          // the name of a tool comes with its call
          case Message.Tool ignored -> null;
        };
    dropped.addIfSet(MESSAGES + ".name", name);
  }
}
