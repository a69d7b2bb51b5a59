package io.cameleer.provider.openai;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Tool;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.compatible.CompatibleChat;
import io.cameleer.provider.compatible.CompatibleEmbeddings;
import io.cameleer.provider.compatible.EffortSteps;
import io.cameleer.provider.compatible.ErrorTable;
import io.cameleer.provider.compatible.ToolRules;
import io.cameleer.provider.repair.Repairs;
import java.time.Clock;
import java.util.List;

/**
 * OpenAI, Azure, and every server that speaks OpenAI's format (OpenRouter, vLLM, Ollama, …): the
 * request as the client sent it, unknown fields included, without what is bound to another provider
 * and what reasoning models refuse.
 *
 * <p>Models that take function tools only through the Responses API ({@link
 * Trait#RESPONSES_FOR_TOOLS}), or nothing but it ({@link Trait#RESPONSES_ONLY}), are called there.
 * Two things decide: the model has the trait, and the provider is OpenAI's own service or Azure's
 * {@code /openai/v1}. A reseller of the same model has no such restriction, and often no such
 * endpoint.
 */
public final class OpenAiDialect implements Dialect {

  private final Repairs repairs;
  private final ErrorTable errors;
  private final CompatibleChat chat;
  private final CompatibleEmbeddings embeddings;

  /**
   * The dialect.
   *
   * @param clock for hints to wait until a point in time
   */
  public OpenAiDialect(Clock clock) {
    repairs =
        CommonRepairs.and(
            OpenAiRepairs.RESPONSES,
            OpenAiRepairs.REASONING_MODEL,
            OpenAiRepairs.NO_ENCRYPTED_REASONING,
            OpenAiRepairs.FOREIGN_REASONING);
    errors = new ErrorTable(List.of(), repairs, clock);
    chat =
        new CompatibleChat(
            List.of(
                ToolRules::noChoiceWithoutTools,
                OpenAiFields::withoutReasoning,
                EffortSteps::nearest),
            List.of(ReasoningModels::fields, OpenAiFields::apply),
            errors,
            clock);
    embeddings = new CompatibleEmbeddings(List.of(OpenAiFields::compactVectors), errors);
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String usualPath() {
    return CompatibleChat.PATH;
  }

  @Override
  public ChatTranslation chat(ChatRequest request, Candidate candidate) {
    return repairs.translate(request, candidate, this::translate);
  }

  private ChatTranslation translate(ChatRequest request, Candidate candidate) {
    return needsResponses(request, candidate)
        ? new ResponsesTranslation(request, candidate)
        : chat.translate(request, candidate);
  }

  private static boolean needsResponses(ChatRequest request, Candidate candidate) {
    Model model = candidate.model();
    boolean hasFunctions =
        request.tooling().tools().stream().anyMatch(Tool.Function.class::isInstance);
    return OpenAiEndpoint.hasResponses(candidate.provider())
        && (model.has(Trait.RESPONSES_ONLY)
            || (model.has(Trait.RESPONSES_FOR_TOOLS) && hasFunctions));
  }

  @Override
  public EmbeddingTranslation embeddings(EmbeddingRequest request, Candidate candidate) {
    return embeddings.translate(request, candidate);
  }

  @Override
  public Failure failure(UpstreamReply reply) {
    return errors.classify(reply);
  }
}
