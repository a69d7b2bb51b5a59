package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;

/** What providers demand of the tools of a request. */
public final class ToolRules {

  private ToolRules() {}

  /** A choice among no tools is refused by OpenAI and others, and means nothing. */
  public static ChatRequest noChoiceWithoutTools(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Tooling tooling = request.tooling();
    if (!tooling.tools().isEmpty() || tooling.equals(Tooling.NONE)) {
      return request;
    }
    dropped.addIfSet("tool_choice", tooling.choice());
    dropped.addIfSet("parallel_tool_calls", tooling.parallel());
    return request.toBuilder().tooling(Tooling.NONE).build();
  }

  /**
   * For providers that know functions only and no {@code allowed_tools}: offers just the functions
   * that are allowed.
   *
   * @throws io.cameleer.chat.CallFailedException where there is a custom tool
   */
  public static ChatRequest functionsOnly(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    List<Tool> tools = request.tooling().tools();
    for (int i = 0; i < tools.size(); i++) {
      if (tools.get(i) instanceof Tool.Custom) {
        throw Failures.unsupported(
            "tools[" + i + "]", candidate.label() + " takes functions only, no custom tools.");
      }
    }
    return request.tooling().choice() instanceof ToolChoice.Allowed allowed
        ? offerOnly(request, allowed)
        : request;
  }

  private static ChatRequest offerOnly(ChatRequest request, ToolChoice.Allowed allowed) {
    Tooling tooling = request.tooling();
    List<Tool> offered =
        tooling.tools().stream()
            .filter(tool -> tool instanceof Tool.Function f && allowed.names().contains(f.name()))
            .toList();
    ToolChoice choice = allowed.required() ? new ToolChoice.Required() : new ToolChoice.Auto();
    return request.toBuilder()
        .tooling(new Tooling(offered, choice, tooling.parallel(), tooling.legacyFunctions()))
        .build();
  }
}
