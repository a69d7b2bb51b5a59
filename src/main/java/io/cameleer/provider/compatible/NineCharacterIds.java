package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * For Mistral's models, which take ids of tool calls of exactly nine letters and digits. Any other
 * id becomes nine characters of its hash: the same in the call, in its result, and in every later
 * request, with nothing to remember.
 */
public final class NineCharacterIds {

  private static final int LENGTH = 9;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private NineCharacterIds() {}

  /** Maps the ids of all calls and results. */
  public static ChatRequest apply(ChatRequest request) {
    return Conversation.map(request, NineCharacterIds::map);
  }

  private static Message map(Message message) {
    return switch (message) {
      case Message.Tool tool when !fits(tool.toolCallId()) ->
          new Message.Tool(map(tool.toolCallId()), tool.content(), tool.name(), tool.extras());
      case Message.Assistant assistant
          when !assistant.toolCalls().stream().allMatch(call -> fits(call.id())) ->
          new Message.Assistant(
              assistant.content(),
              assistant.refusal(),
              map(assistant.toolCalls()),
              assistant.reasoning(),
              assistant.name(),
              assistant.extras());
      default -> message;
    };
  }

  private static List<ToolCall> map(List<ToolCall> calls) {
    return calls.stream().map(NineCharacterIds::map).toList();
  }

  private static ToolCall map(ToolCall call) {
    return switch (call) {
      case ToolCall.Function function ->
          new ToolCall.Function(
              map(function.id()),
              function.name(),
              function.arguments(),
              function.signature(),
              function.extras());
      case ToolCall.Custom custom ->
          new ToolCall.Custom(map(custom.id()), custom.name(), custom.input(), custom.extras());
    };
  }

  /** An id in the form Mistral takes; one that has it stays. */
  static String map(String id) {
    if (fits(id)) {
      return id;
    }
    BigInteger hash = new BigInteger(1, sha256(id));
    StringBuilder mapped = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      BigInteger[] rest = hash.divideAndRemainder(BASE);
      mapped.append(DIGITS.charAt(rest[1].intValue()));
      hash = rest[0];
    }
    return mapped.toString();
  }

  private static boolean fits(String id) {
    return id.length() == LENGTH && id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
