package io.cameleer.provider.openai;

import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.compatible.Conversation;
import io.cameleer.provider.compatible.RefusedField;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.RefusedFields;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.List;
import java.util.Set;

/** What OpenAI refuses and a known change mends, beside what servers refuse commonly. */
final class OpenAiRepairs {

  /** What reasoning models refuse and all others take, wherever they are served. */
  private static final Set<String> TELLING = Set.of("max_tokens", "temperature", "top_p");

  /** What they refuse, too; servers that imitate OpenAI lack some of it whatever the model. */
  private static final Set<String> TELLING_AT_OPENAI =
      Set.of(
          "frequency_penalty",
          "presence_penalty",
          "logit_bias",
          "logprobs",
          "top_logprobs",
          "stop");

  /** Function tools together with reasoning: the Responses API takes them, where there is one. */
  static final RepairRule RESPONSES =
      RepairRule.on(
          CommonRepairs.TOOLS_WITH_REASONING,
          refused -> refused.repair().with(Trait.RESPONSES_FOR_TOOLS));

  /**
   * A reasoning model that the catalogue does not know: it refuses a whole family of fields, but
   * names only the first it meets.
   */
  static final RepairRule REASONING_MODEL =
      new RepairRule(OpenAiRepairs::isOfReasoningModel, OpenAiRepairs::asReasoningModel);

  /** A model that does not reason neither gives nor takes encrypted reasoning. */
  static final RepairRule NO_ENCRYPTED_REASONING =
      RepairRule.on(
          List.of("encrypted content is not supported"),
          refused -> withoutReasoning(refused).edit((body, dropped) -> body.remove("include")));

  /** Encrypted reasoning of another account or model. */
  static final RepairRule FOREIGN_REASONING =
      RepairRule.on(
          List.of("encrypted content", "encrypted_content"), OpenAiRepairs::withoutReasoning);

  private OpenAiRepairs() {}

  private static boolean isOfReasoningModel(Complaint complaint) {
    return complaint.mentions("with this model")
        && (names(complaint, TELLING) || names(complaint, TELLING_AT_OPENAI));
  }

  private static boolean names(Complaint complaint, Set<String> fields) {
    return RefusedFields.in(complaint).stream()
        .anyMatch(field -> field.steps().size() == 1 && fields.contains(field.leaf()));
  }

  private static List<Repair> asReasoningModel(Refused refused) {
    Model model = refused.candidate().model();
    boolean telling =
        names(refused.complaint(), TELLING)
            || OpenAiEndpoint.servesOpenAiModels(refused.candidate().provider());
    if (!telling || (model.has(Trait.REASONING) && !model.has(Trait.SAMPLING))) {
      return List.of();
    }
    return List.of(
        refused
            .repair()
            .with(Trait.REASONING)
            .without(Trait.SAMPLING)
            .edit(RefusedField.leaveOut(refused)));
  }

  private static Repair withoutReasoning(Refused refused) {
    ChatRequest request = refused.request();
    return refused.repair().request(Conversation.map(request, OpenAiRepairs::withoutReasoning));
  }

  private static Message withoutReasoning(Message message) {
    return message instanceof Message.Assistant assistant
            && !assistant.reasoning().blocks().isEmpty()
        ? new Message.Assistant(
            assistant.content(),
            assistant.refusal(),
            assistant.toolCalls(),
            Reasoning.NONE,
            assistant.name(),
            assistant.extras())
        : message;
  }
}
