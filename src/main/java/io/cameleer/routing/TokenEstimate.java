package io.cameleer.routing;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many tokens the prompt of a request has, without any model's tokenizer: good enough
 * to pass over a candidate whose window is too small and to compare prices, never to bill. It means
 * to err on the high side. Prose, code and JSON come out between a sixth below the dearest and a
 * third above the average of the tokenizers of OpenAI, Gemini, DeepSeek, Qwen and Mistral; text
 * that is mostly base64 comes out a third too low. What else a message may hold has flat rates, or
 * rates by its length, for it is not looked into. Fields that the canonical model does not name are
 * not counted. Stateless and thread-safe; allocates next to nothing.
 */
public final class TokenEstimate {

  /** The marks around a message, its role included. */
  private static final int PER_MESSAGE = 4;

  private static final int PER_PROMPT = 3;
  private static final int PER_TOOL = 8;

  private static final int IMAGE_LOW = 300;

  /** About two megapixels; most photos are scaled down to that. */
  private static final int IMAGE = 2_500;

  private static final int IMAGE_ORIGINAL = 5_000;

  /** Speech of 16 kHz and 16 bits at 32 tokens a second, which is what Gemini counts. */
  private static final int WAVE_BYTES_PER_TOKEN = 1_000;

  /** The same speech at 32 kbit/s. */
  private static final int COMPRESSED_SOUND_BYTES_PER_TOKEN = 125;

  /** A page of 50 kB makes 2,500 tokens; with more images in it, it makes fewer. */
  private static final int DOCUMENT_BYTES_PER_TOKEN = 20;

  private static final int ONE_PAGE = 1_500;

  /** A document that is named but not there. */
  private static final int UNSEEN_DOCUMENT = 5_000;

  private static final int ENCODED_TEXT_BYTES_PER_TOKEN = 3;

  private TokenEstimate() {}

  /** The tokens of a conversation with its tools and the schema of its answer. */
  public static long of(ChatRequest request) {
    return tokens(TokenCount.estimate(), request);
  }

  /** The tokens of all inputs; those that are token ids already are counted as they are. */
  public static long of(EmbeddingRequest request) {
    return tokens(TokenCount.estimate(), request);
  }

  /** No less than {@link #of(ChatRequest)}, without a look at any character. */
  static long atMost(ChatRequest request) {
    return tokens(TokenCount.bound(), request);
  }

  /** No less than {@link #of(EmbeddingRequest)}, without a look at any character. */
  static long atMost(EmbeddingRequest request) {
    return tokens(TokenCount.bound(), request);
  }

  private static long tokens(TokenCount count, ChatRequest request) {
    count.tokens(PER_PROMPT);
    for (Message message : request.messages()) {
      count.tokens(PER_MESSAGE);
      message(count, message);
    }
    for (Tool tool : request.tooling().tools()) {
      count.tokens(PER_TOOL);
      tool(count, tool);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      count.text(schema.name());
      count.text(schema.description());
      count.json(schema.schema());
    }
    return count.total();
  }

  private static long tokens(TokenCount count, EmbeddingRequest request) {
    for (EmbeddingRequest.Input input : request.inputs()) {
      switch (input) {
        case EmbeddingRequest.Input.Text text -> count.text(text.text());
        case EmbeddingRequest.Input.Tokens tokens -> count.tokens(tokens.tokens().size());
      }
    }
    return count.total();
  }

  private static void message(TokenCount count, Message message) {
    switch (message) {
      case Message.Instructions instructions -> {
        count.text(instructions.name());
        content(count, instructions.content());
      }
      case Message.User user -> {
        count.text(user.name());
        content(count, user.content());
      }
      case Message.Tool result -> {
        count.text(result.name());
        content(count, result.content());
      }
      case Message.Assistant assistant -> assistant(count, assistant);
    }
  }

  private static void assistant(TokenCount count, Message.Assistant assistant) {
    count.text(assistant.name());
    content(count, assistant.content());
    count.text(assistant.refusal());
    reasoning(count, assistant.reasoning());
    for (ToolCall call : assistant.toolCalls()) {
      count.tokens(PER_TOOL);
      count.text(call.name());
      switch (call) {
        case ToolCall.Function function -> count.text(function.arguments());
        case ToolCall.Custom custom -> count.text(custom.input());
      }
    }
  }

  /** The readable text is what the blocks say, where there are blocks. */
  private static void reasoning(TokenCount count, Reasoning reasoning) {
    if (reasoning.blocks().isEmpty()) {
      count.text(reasoning.text());
      return;
    }
    for (Reasoning.Block block : reasoning.blocks()) {
      switch (block) {
        case Reasoning.Block.Thinking thinking -> count.text(thinking.thinking());
        case Reasoning.Block.Redacted redacted -> encodedText(count, redacted.data());
        case Reasoning.Block.Encrypted encrypted ->
            encodedText(count, encrypted.encryptedContent());
      }
    }
  }

  private static void content(TokenCount count, @Nullable Content content) {
    switch (content) {
      case null -> {}
      case Content.Text text -> count.text(text.text());
      case Content.Parts parts -> {
        for (ContentPart part : parts.parts()) {
          part(count, part);
        }
      }
    }
  }

  private static void part(TokenCount count, ContentPart part) {
    switch (part) {
      case ContentPart.Text text -> count.text(text.text());
      case ContentPart.Refusal refusal -> count.text(refusal.refusal());
      case ContentPart.Image image -> count.tokens(image(image.detail()));
      case ContentPart.Audio audio -> count.tokens(sound(audio));
      case ContentPart.File file -> file(count, file);
      // What it is, and so what it costs, is known to its provider only.
      case ContentPart.Other ignored -> count.tokens(ONE_PAGE);
    }
  }

  private static void tool(TokenCount count, Tool tool) {
    switch (tool) {
      case Tool.Function function -> {
        count.text(function.name());
        count.text(function.description());
        count.json(function.parameters());
      }
      case Tool.Custom custom -> {
        count.text(custom.name());
        count.text(custom.description());
        count.json(custom.format());
      }
      case Tool.Other other -> count.json(other.extras());
    }
  }

  private static int image(@Nullable String detail) {
    return switch (detail) {
      case "low" -> IMAGE_LOW;
      case "original" -> IMAGE_ORIGINAL;
      case null, default -> IMAGE;
    };
  }

  private static long sound(ContentPart.Audio audio) {
    boolean wave = audio.format().equalsIgnoreCase("wav");
    return bytes(audio.data()) / (wave ? WAVE_BYTES_PER_TOKEN : COMPRESSED_SOUND_BYTES_PER_TOKEN);
  }

  private static void file(TokenCount count, ContentPart.File file) {
    String data = file.fileData();
    count.text(file.filename());
    if (data == null || FileKind.isRemote(data)) {
      count.tokens(UNSEEN_DOCUMENT);
      return;
    }
    switch (FileKind.of(file)) {
      case TEXT -> encodedText(count, data);
      case IMAGE -> count.tokens(IMAGE);
      case SOUND -> count.tokens(bytes(data) / COMPRESSED_SOUND_BYTES_PER_TOKEN);
      case DOCUMENT -> count.tokens(Math.max(ONE_PAGE, bytes(data) / DOCUMENT_BYTES_PER_TOKEN));
    }
  }

  private static void encodedText(TokenCount count, String base64) {
    count.tokens(Math.ceilDiv(bytes(base64), ENCODED_TEXT_BYTES_PER_TOKEN));
  }

  private static long bytes(String base64) {
    return base64.length() * 3L / 4;
  }
}
