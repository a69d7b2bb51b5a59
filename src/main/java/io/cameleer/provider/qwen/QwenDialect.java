package io.cameleer.provider.qwen;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.compatible.Attachments;
import io.cameleer.provider.compatible.BodyAdjustment;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.compatible.CompatibleChat;
import io.cameleer.provider.compatible.CompatibleEmbeddings;
import io.cameleer.provider.compatible.ErrorTable;
import io.cameleer.provider.compatible.JsonMode;
import io.cameleer.provider.compatible.Refusals;
import io.cameleer.provider.compatible.SystemRole;
import io.cameleer.provider.compatible.TextInputs;
import io.cameleer.provider.compatible.ToolRules;
import io.cameleer.provider.repair.Repairs;
import java.time.Clock;
import java.util.List;

/**
 * Alibaba's Qwen models behind DashScope's OpenAI-compatible mode. Fields of DashScope's own
 * ({@code enable_search}, {@code cache_control}, …) pass unchanged.
 */
public final class QwenDialect implements Dialect {

  private final Repairs repairs;
  private final ErrorTable errors;
  private final CompatibleChat chat;
  private final CompatibleEmbeddings embeddings;

  /**
   * The dialect.
   *
   * @param clock for hints to wait until a point in time
   */
  public QwenDialect(Clock clock) {
    repairs = CommonRepairs.and(QwenRepairs.THINKING_OFF, QwenRepairs.NO_SWITCH);
    errors = new ErrorTable(List.of(QwenErrors::match), repairs, clock);
    chat =
        new CompatibleChat(
            List.of(
                Attachments::check,
                ToolRules::noChoiceWithoutTools,
                ToolRules::functionsOnly,
                SystemRole::apply,
                Refusals::asText,
                QwenDialect::schemaInWords,
                JsonMode::mention,
                QwenThinking::apply,
                QwenThinking::history),
            List.of(
                BodyAdjustment::maxTokens,
                QwenFields::ranges,
                QwenFields::parallelToolCalls,
                BodyAdjustment.drop(BodyAdjustment.OF_OPENAI),
                BodyAdjustment.drop(QwenFields.UNKNOWN)),
            errors,
            clock);
    embeddings =
        new CompatibleEmbeddings(
            List.of(BodyAdjustment.drop(QwenFields.UNKNOWN), QwenFields::plainVectors), errors);
  }

  private static ChatRequest schemaInWords(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return candidate.model().has(Trait.JSON_SCHEMA)
        ? request
        : JsonMode.describeSchema(request, candidate, dropped);
  }

  @Override
  public String name() {
    return "qwen";
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
    return embeddings.translate(TextInputs.only(request, candidate), candidate);
  }

  @Override
  public Failure failure(UpstreamReply reply) {
    return errors.classify(reply);
  }
}
