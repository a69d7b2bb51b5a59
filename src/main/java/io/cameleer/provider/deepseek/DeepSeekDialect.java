package io.cameleer.provider.deepseek;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.compatible.Attachments;
import io.cameleer.provider.compatible.BodyAdjustment;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.compatible.CompatibleChat;
import io.cameleer.provider.compatible.EffortSteps;
import io.cameleer.provider.compatible.ErrorTable;
import io.cameleer.provider.compatible.JsonMode;
import io.cameleer.provider.compatible.Refusals;
import io.cameleer.provider.compatible.SingleChoice;
import io.cameleer.provider.compatible.SystemRole;
import io.cameleer.provider.compatible.ToolRules;
import io.cameleer.provider.repair.Repairs;
import java.time.Clock;
import java.util.List;

/** DeepSeek, as its API reference describes it. It has no embeddings. */
public final class DeepSeekDialect implements Dialect {

  private final Repairs repairs;
  private final ErrorTable errors;
  private final CompatibleChat chat;

  /**
   * The dialect.
   *
   * @param clock for hints to wait until a point in time
   */
  public DeepSeekDialect(Clock clock) {
    repairs = CommonRepairs.and(DeepSeekRepairs.REASONING_MISSING);
    errors = new ErrorTable(List.of(DeepSeekErrors::match), repairs, clock);
    chat =
        new CompatibleChat(
            List.of(
                SingleChoice::apply,
                Attachments::check,
                ToolRules::noChoiceWithoutTools,
                ToolRules::functionsOnly,
                DeepSeekFields::parallelCalls,
                DeepSeekBeta::strictTools,
                DeepSeekBeta::prefix,
                SystemRole::apply,
                Refusals::asText,
                DeepSeekThinking::apply,
                EffortSteps::nearest,
                JsonMode::describeSchema,
                JsonMode::mention,
                DeepSeekUser::apply),
            List.of(
                BodyAdjustment::maxTokens,
                DeepSeekFields::penalties,
                BodyAdjustment.drop(BodyAdjustment.OF_OPENAI),
                BodyAdjustment.drop(DeepSeekFields.UNKNOWN)),
            errors,
            clock);
  }

  @Override
  public String name() {
    return "deepseek";
  }

  @Override
  public String usualPath() {
    return CompatibleChat.PATH;
  }

  @Override
  public ChatTranslation chat(ChatRequest request, Candidate candidate) {
    return repairs.translate(request, candidate, chat::translate);
  }

  @Override
  public EmbeddingTranslation embeddings(EmbeddingRequest request, Candidate candidate) {
    throw Failures.unsupported("model", "DeepSeek has no embeddings.");
  }

  @Override
  public Failure failure(UpstreamReply reply) {
    return errors.classify(reply);
  }
}
