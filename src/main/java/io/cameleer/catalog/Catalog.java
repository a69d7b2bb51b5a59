package io.cameleer.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a call may choose from: providers, aliases, models. One immutable snapshot; a changed
 * configuration makes a new one.
 */
public final class Catalog {

  private static final Set<Trait> RESPONSES_API_TRAITS =
      Set.of(Trait.RESPONSES_FOR_TOOLS, Trait.RESPONSES_ONLY);

  private final Map<String, GuardedProvider> providers = new LinkedHashMap<>();
  private final Map<String, SwitchedOffProvider> switchedOff = new LinkedHashMap<>();
  private final Map<String, Resolution> aliases = new LinkedHashMap<>();
  private final Map<String, AliasRules> aliasRules = new LinkedHashMap<>();
  private final ModelCatalogue models;
  private final UnknownModels unknown;

  /**
   * Builds a snapshot.
   *
   * @param providers those that are switched on, the sandbox included where it runs
   * @param switchedOff those that are not
   * @param aliases with candidates at any of these providers
   */
  public Catalog(
      List<GuardedProvider> providers,
      List<SwitchedOffProvider> switchedOff,
      List<Alias> aliases,
      ModelCatalogue models) {
    providers.forEach(guarded -> this.providers.put(guarded.provider().name(), guarded));
    switchedOff.forEach(provider -> this.switchedOff.put(provider.name(), provider));
    this.models = models;
    this.unknown =
        new UnknownModels(
            List.copyOf(this.providers.keySet()),
            aliases.stream().filter(this::available).map(Alias::name).toList());
    aliases.forEach(alias -> this.aliases.put(alias.name(), resolveAlias(alias)));
    aliases.forEach(alias -> aliasRules.put(alias.name(), alias.rules()));
  }

  /** The providers that are switched on, in configured order. */
  public List<Provider> providers() {
    return providers.values().stream().map(GuardedProvider::provider).toList();
  }

  /** A provider that is switched on. */
  public Optional<Provider> provider(String name) {
    return Optional.ofNullable(providers.get(name)).map(GuardedProvider::provider);
  }

  /** A provider that is switched on, with what guards it; null where there is none. */
  public @Nullable GuardedProvider guarded(String provider) {
    return providers.get(provider);
  }

  /** Where a provider handles data; unknown where it is not on. */
  public DataHandling dataHandling(String provider) {
    GuardedProvider guarded = providers.get(provider);
    return guarded == null ? DataHandling.UNKNOWN : guarded.data();
  }

  /** The providers that are switched on with what guards them, in configured order. */
  public List<GuardedProvider> guardedProviders() {
    return List.copyOf(providers.values());
  }

  /** The providers that are known but can't be used. */
  public List<SwitchedOffProvider> switchedOff() {
    return List.copyOf(switchedOff.values());
  }

  /**
   * What holds for calls to an alias, even where all its providers are off; null where there is no
   * such alias.
   */
  public @Nullable AliasRules rulesOf(String alias) {
    return aliasRules.get(alias);
  }

  /** What is known of models. */
  public ModelCatalogue models() {
    return models;
  }

  /**
   * Finds who may serve a model name: an alias, {@code provider/model}, or the id of a model whose
   * owner's dialect a provider speaks; then the provider named like the dialect comes first.
   */
  public Resolution resolve(String requestedModel) {
    Resolution alias = aliases.get(requestedModel);
    if (alias != null) {
      return alias;
    }
    Optional<ModelReference> reference = ModelReference.parse(requestedModel);
    if (reference.isPresent()) {
      String provider = reference.get().provider();
      if (providers.containsKey(provider)) {
        return Resolution.Resolved.model(candidate(reference.get()));
      }
      SwitchedOffProvider off = switchedOff.get(provider);
      if (off != null) {
        return unknown.providerOff(requestedModel, off);
      }
    }
    return resolveBare(requestedModel);
  }

  /**
   * What clients can name: aliases, the listed models of providers that are not retired, the
   * sandbox's models.
   */
  public List<AvailableModel> listModels() {
    List<AvailableModel> available = new ArrayList<>();
    aliases.forEach((name, resolution) -> {
      if (resolution instanceof Resolution.Resolved) {
        available.add(new AvailableModel(name, AvailableModel.GATEWAY));
      }
    });
    for (GuardedProvider guarded : providers.values()) {
      Provider provider = guarded.provider();
      for (String id : modelsOf(provider)) {
        available.add(new AvailableModel(publicId(provider, id), provider.name()));
      }
    }
    return List.copyOf(available);
  }

  /** What a provider of OpenAI's dialect that is not OpenAI serves is not known. */
  private List<String> modelsOf(Provider provider) {
    if (provider.name().equals(Sandbox.PROVIDER)) {
      return Sandbox.MODELS;
    }
    boolean compatibleServer =
        provider.dialect().equals("openai") && !provider.name().equals("openai");
    return compatibleServer
        ? List.of()
        : models.listed(provider.dialect()).stream()
            .filter(id -> models.successor(provider.dialect(), id) == null)
            .toList();
  }

  private String publicId(Provider provider, String id) {
    boolean bareLeadsThere =
        !aliases.containsKey(id)
            && resolveBare(id) instanceof Resolution.Resolved resolved
            && resolved
                .candidates()
                .getFirst()
                .candidate()
                .provider()
                .name()
                .equals(provider.name());
    return bareLeadsThere ? id : new ModelReference(provider.name(), id).toString();
  }

  private Resolution resolveBare(String requestedModel) {
    String id = ModelId.withoutGooglePrefix(requestedModel);
    String dialect = id.indexOf('/') >= 0 ? null : models.dialectOf(id).orElse(null);
    if (dialect == null) {
      return unknown.model(requestedModel);
    }
    Provider owner = providerOf(dialect);
    if (owner != null) {
      return Resolution.Resolved.model(candidate(new ModelReference(owner.name(), id)));
    }
    SwitchedOffProvider off = switchedOff.get(dialect);
    return off == null ? unknown.model(requestedModel) : unknown.providerOff(requestedModel, off);
  }

  private @Nullable Provider providerOf(String dialect) {
    GuardedProvider builtIn = providers.get(dialect);
    if (builtIn != null) {
      return builtIn.provider();
    }
    return providers.values().stream()
        .map(GuardedProvider::provider)
        .filter(provider -> provider.dialect().equals(dialect))
        .filter(provider -> !provider.name().equals(Sandbox.PROVIDER))
        .findFirst()
        .orElse(null);
  }

  private boolean available(Alias alias) {
    return onlySandbox()
        || alias.candidates().stream()
            .anyMatch(candidate -> providers.containsKey(candidate.reference().provider()));
  }

  private Resolution resolveAlias(Alias alias) {
    List<WeightedCandidate> candidates =
        alias.candidates().stream()
            .filter(written -> providers.containsKey(written.reference().provider()))
            .map(written -> new WeightedCandidate(candidate(written.reference()), written.weight()))
            .toList();
    if (!candidates.isEmpty()) {
      return new Resolution.Resolved(alias.name(), candidates, alias.strategy(), alias.rules());
    }
    if (onlySandbox()) {
      String standIn =
          alias.candidates().stream()
                  .map(Alias.WeightedReference::reference)
                  .allMatch(this::makesEmbeddings)
              ? Sandbox.EMBEDDING_MODEL
              : Sandbox.CHAT_MODEL;
      Candidate sandbox = candidate(new ModelReference(Sandbox.PROVIDER, standIn));
      return new Resolution.Resolved(
          alias.name(),
          List.of(new WeightedCandidate(sandbox, 1)),
          Strategy.IN_ORDER,
          alias.rules());
    }
    return unknown.aliasOff(
        alias.name(),
        alias.candidates().stream()
            .map(candidate -> switchedOff.get(candidate.reference().provider()))
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  /** Whether the sandbox is the only provider, so that it stands in for all others. */
  public boolean onlySandbox() {
    return providers.size() == 1 && providers.containsKey(Sandbox.PROVIDER);
  }

  /** Who answers in the place of a retired model; null where the model is not retired. */
  public @Nullable Candidate successor(Candidate candidate) {
    Provider provider = candidate.provider();
    String successor = models.successor(provider.dialect(), candidate.model().id());
    return successor == null ? null : candidate(new ModelReference(provider.name(), successor));
  }

  private boolean makesEmbeddings(ModelReference reference) {
    SwitchedOffProvider off = switchedOff.get(reference.provider());
    return off != null && models.model(off.dialect(), reference.model()).has(Trait.EMBEDDINGS);
  }

  /**
   * A candidate at a provider that is switched on.
   *
   * @throws IllegalArgumentException where the provider is not on
   */
  public Candidate candidate(ModelReference reference) {
    GuardedProvider guarded = providers.get(reference.provider());
    if (guarded == null) {
      throw new IllegalArgumentException("provider " + reference.provider() + " is not on");
    }
    Provider provider = guarded.provider();
    Model model = models.model(provider.dialect(), reference.model());
    return new Candidate(
        provider, guarded.responsesApi() ? model : model.without(RESPONSES_API_TRAITS));
  }
}
