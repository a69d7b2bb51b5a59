package io.cameleer.provider.deepseek;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.Conversation;
import java.util.ArrayList;
import java.util.List;

/**
 * What only works where the base URL ends in {@code /beta}: strict functions, and answers begun by
 * the client.
 */
final class DeepSeekBeta {

  private static final String BETA_PATH = "/beta";

  private DeepSeekBeta() {}

  private static boolean is(Candidate candidate) {
    String path = candidate.provider().baseUrl().getPath();
    return path != null && path.endsWith(BETA_PATH);
  }

  /** Takes {@code strict} off functions where it is not known. */
  static ChatRequest strictTools(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Tooling tooling = request.tooling();
    if (is(candidate) || tooling.tools().stream().noneMatch(DeepSeekBeta::saysStrict)) {
      return request;
    }
    List<Tool> tools = new ArrayList<>(tooling.tools().size());
    for (Tool tool : tooling.tools()) {
      if (tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict())) {
        dropped.add("tools[].function.strict");
      }
      tools.add(withoutStrict(tool));
    }
    return request.toBuilder()
        .tooling(
            new Tooling(tools, tooling.choice(), tooling.parallel(), tooling.legacyFunctions()))
        .build();
  }

  private static boolean saysStrict(Tool tool) {
    return tool instanceof Tool.Function function && function.strict() != null;
  }

  private static Tool withoutStrict(Tool tool) {
    return tool instanceof Tool.Function function
        ? new Tool.Function(
            function.name(), function.description(), function.parameters(), null, function.extras())
        : tool;
  }

  /** Marks a trailing assistant message as the start of the answer. */
  static ChatRequest prefix(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return is(candidate) ? Conversation.markPrefix(request) : request;
  }
}
