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
  }

  /** The providers that are switched on, in configured order. */
  public List<Provider> providers() {
    return providers.values().stream().map(GuardedProvider::provider).toList();
  }

  /** A provider that is switched on. */
  public Optional<Provider> provider(String name) {
    return Optional.ofNullable(providers.get(name)).map(GuardedProvider::provider);
  }

  /** The breaker in front of a provider that is switched on; the defaults for any other name. */
  public CircuitBreakerSettings circuitBreaker(String provider) {
    GuardedProvider guarded = providers.get(provider);
    return guarded == null ? CircuitBreakerSettings.DEFAULT : guarded.circuitBreaker();
  }

  /** The providers that are known but can't be used. */
  public List<SwitchedOffProvider> switchedOff() {
    return List.copyOf(switchedOff.values());
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
        return new Resolution.Resolved(List.of(candidate(reference.get())), null);
      }
      SwitchedOffProvider off = switchedOff.get(provider);
      if (off != null) {
        return unknown.providerOff(requestedModel, off);
      }
    }
    return resolveBare(requestedModel);
  }

  /** What clients can name: aliases, the listed models of providers, the sandbox's models. */
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
    return compatibleServer ? List.of() : models.listed(provider.dialect());
  }

  private String publicId(Provider provider, String id) {
    boolean bareLeadsThere =
        !aliases.containsKey(id)
            && resolveBare(id) instanceof Resolution.Resolved resolved
            && resolved.candidates().getFirst().provider().name().equals(provider.name());
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
      return new Resolution.Resolved(
          List.of(candidate(new ModelReference(owner.name(), id))), null);
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
            .anyMatch(reference -> providers.containsKey(reference.provider()));
  }

  private Resolution resolveAlias(Alias alias) {
    List<Candidate> candidates =
        alias.candidates().stream()
            .filter(reference -> providers.containsKey(reference.provider()))
            .map(this::candidate)
            .toList();
    if (!candidates.isEmpty()) {
      return new Resolution.Resolved(candidates, alias.name());
    }
    if (onlySandbox()) {
      String standIn =
          alias.candidates().stream().allMatch(this::makesEmbeddings)
              ? Sandbox.EMBEDDING_MODEL
              : Sandbox.CHAT_MODEL;
      return new Resolution.Resolved(
          List.of(candidate(new ModelReference(Sandbox.PROVIDER, standIn))), alias.name());
    }
    return unknown.aliasOff(
        alias.name(),
        alias.candidates().stream()
            .map(reference -> switchedOff.get(reference.provider()))
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  private boolean onlySandbox() {
    return providers.size() == 1 && providers.containsKey(Sandbox.PROVIDER);
  }

  private boolean makesEmbeddings(ModelReference reference) {
    SwitchedOffProvider off = switchedOff.get(reference.provider());
    return off != null && models.model(off.dialect(), reference.model()).has(Trait.EMBEDDINGS);
  }

  /** A candidate at a provider that is switched on. */
  private Candidate candidate(ModelReference reference) {
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
