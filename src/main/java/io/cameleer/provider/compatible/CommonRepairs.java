package io.cameleer.provider.compatible;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import io.cameleer.provider.repair.Repairs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What OpenAI and the servers that imitate it refuse and a known change mends. A server may run any
 * model behind OpenAI's format, so that refusals of DeepSeek, Mistral and Qwen come from others,
 * too.
 */
public final class CommonRepairs {

  /** The words of a model that calls functions only without reasoning. */
  public static final List<String> TOOLS_WITH_REASONING =
      List.of("function tools with reasoning_effort");

  private static final Pattern DEVELOPER_ROLE =
      Pattern.compile(
          "developer.*(role|variant|one of|supported values)|(role|variant).*developer",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final List<String> PREFILL =
      List.of(
          "prefill",
          "must end with a user message",
          "expected last role user or tool",
          "last message must be");

  private static final String GO_ON = "Continue.";

  private static final List<RepairRule> RULES =
      List.of(
          RepairRule.on(TOOLS_WITH_REASONING, RefusedEffort::switchedOff),
          RefusedEffort.STEP,
          RepairRule.on(DEVELOPER_ROLE, CommonRepairs::systemRole),
          RefusedToolChoice.RULE,
          RepairRule.on(PREFILL, CommonRepairs::goOn),
          RepairRule.on(List.of("with a length of 9"), CommonRepairs::shortIds),
          new RepairRule(
              CommonRepairs::missesReasoning,
              refused -> List.of(refused.repair().with(Trait.REASONING_PASSED_BACK))),
          RefusedSchema.OF_FUNCTION,
          RefusedSchema.OF_ANSWER,
          RefusedSchema.MODE,
          RefusedLimit.RANGE,
          RefusedField.RULE);

  private CommonRepairs() {}

  /** A dialect's repairs: its own first, then the common ones. */
  public static Repairs and(RepairRule... own) {
    return new Repairs(Stream.concat(Stream.of(own), RULES.stream()).toList());
  }

  /** Whether the model wants its reasoning back with the history. */
  public static boolean missesReasoning(Complaint complaint) {
    return complaint.mentions("reasoning_content")
        && complaint.mentions("must be passed back", "is missing");
  }

  private static Repair systemRole(Refused refused) {
    return refused
        .repair()
        .request(SystemRole.apply(refused.request(), refused.candidate(), new DroppedParameters()));
  }

  /** The user asks for more, where the client wanted the answer to go on with its own beginning. */
  private static Repair goOn(Refused refused) {
    ChatRequest request = refused.request();
    boolean begun =
        request.messages().getLast() instanceof Message.Assistant last
            && last.toolCalls().isEmpty();
    if (!begun) {
      return refused.repair();
    }
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(Message.User.of(GO_ON));
    return refused.repair().request(request.toBuilder().messages(messages).build());
  }

  private static Repair shortIds(Refused refused) {
    return refused.repair().request(NineCharacterIds.apply(refused.request()));
  }
}
