package io.cameleer.emulation;

import java.util.ArrayList;
import java.util.List;

/** What a conversation comes to: what was said last, and what it was said with. */
final class Conversation {

  private final List<String> instructions = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<String> toolResults = new ArrayList<>();
  private final StringBuilder prompt = new StringBuilder();
  private boolean thoughtsCameBack;

  /** An instruction, wherever it stands. */
  void instruct(String text) {
    instructions.add(text);
  }

  /** A new turn of the user: what was asked before no longer counts. */
  void user() {
    images.clear();
    toolResults.clear();
    prompt.setLength(0);
  }

  /** A turn of the model: results before it have been seen. */
  void assistant() {
    toolResults.clear();
  }

  /** Reasoning of this provider's own that came back with its turn. */
  void thought() {
    thoughtsCameBack = true;
  }

  /** A text of the user's turn. */
  void text(String text) {
    prompt.append(text);
  }

  /** An image of the user's turn. */
  void image(String mediaType) {
    images.add(mediaType);
  }

  /** What a tool answered. */
  void toolResult(String text) {
    toolResults.add(text);
  }

  boolean hasToolResults() {
    return !toolResults.isEmpty();
  }

  /** All texts in which instructions may stand. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(instructions);
    texts.add(prompt.toString());
    return texts;
  }

  /** Says it all again, so that a test sees that it arrived. */
  String retold() {
    if (hasToolResults()) {
      String answers = "🐫 The tools answered: " + String.join(" / ", toolResults);
      return thoughtsCameBack ? answers + " My thoughts came back." : answers;
    }
    String told = instructions.isEmpty() ? "" : " Told to: " + String.join(" / ", instructions);
    String shown =
        images.isEmpty()
            ? ""
            : " Images: %d (%s).".formatted(images.size(), String.join(", ", images));
    return "🐫 Asked: " + prompt + told + shown;
  }
}
