package io.cameleer.chat;

import org.jspecify.annotations.Nullable;

/**
 * One tool call while its pieces arrive. Id and name count once, although some providers repeat
 * them with every piece.
 */
final class AggregatedToolCall {

  private final StringBuilder arguments = new StringBuilder();
  private final MergedFields extras = new MergedFields();
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String signature;
  private boolean custom;

  void add(ChatChunk.ToolCallDelta piece) {
    id = id == null ? piece.id() : id;
    name = name == null ? piece.name() : name;
    custom |= piece.custom();
    if (piece.arguments() != null) {
      arguments.append(piece.arguments());
    }
    if (piece.signature() != null) {
      signature = piece.signature();
    }
    extras.add(piece.extras());
  }

  ToolCall call() {
    String knownId = id == null ? "" : id;
    String knownName = name == null ? "" : name;
    return custom
        ? new ToolCall.Custom(knownId, knownName, arguments.toString(), extras.toMap())
        : new ToolCall.Function(
            knownId, knownName, arguments.toString(), signature, extras.toMap());
  }
}
