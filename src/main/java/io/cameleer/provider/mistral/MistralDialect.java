package io.cameleer.provider.mistral;

import io.cameleer.catalog.Candidate;
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
import io.cameleer.provider.compatible.EffortSteps;
import io.cameleer.provider.compatible.ErrorTable;
import io.cameleer.provider.compatible.NineCharacterIds;
import io.cameleer.provider.compatible.Refusals;
import io.cameleer.provider.compatible.SystemRole;
import io.cameleer.provider.compatible.TextInputs;
import io.cameleer.provider.compatible.ToolRules;
import io.cameleer.provider.repair.Repairs;
import java.time.Clock;
import java.util.List;

/**
 * Mistral, as its API reference describes it. Its validation is strict: a field it does not know,
 * at any level, is an error, so whatever is not known to be known is left out.
 */
public final class MistralDialect implements Dialect {

  private final Repairs repairs;
  private final ErrorTable errors;
  private final CompatibleChat chat;
  private final CompatibleEmbeddings embeddings;

  /**
   * The dialect.
   *
   * @param clock for hints to wait until a point in time
   */
  public MistralDialect(Clock clock) {
    repairs = CommonRepairs.and();
    errors = new ErrorTable(List.of(MistralErrors::match), repairs, clock);
    chat =
        new CompatibleChat(
            List.of(
                Attachments::check,
                ToolRules::noChoiceWithoutTools,
                ToolRules::functionsOnly,
                SystemRole::apply,
                Refusals::asText,
                EffortSteps::nearest,
                MistralMessages::apply,
                MistralDialect::ids,
                MistralTurns::apply),
            List.of(
                BodyAdjustment::maxTokens,
                BodyAdjustment.rename("seed", "random_seed"),
                MistralFields::streamOptions,
                MistralFields::serviceTier,
                MistralFields::toolChoice,
                MistralFields::tools,
                MistralFields::responseFormat,
                BodyAdjustment.keepOnly(MistralFields.KNOWN)),
            errors,
            clock);
    embeddings =
        new CompatibleEmbeddings(
            List.of(
                BodyAdjustment.rename("dimensions", "output_dimension"),
                BodyAdjustment.keepOnly(MistralFields.KNOWN_OF_EMBEDDINGS)),
            errors);
  }

  private static ChatRequest ids(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return NineCharacterIds.apply(request);
  }

  @Override
  public String name() {
    return "mistral";
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
