package io.cameleer.camel.observation;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.attempt.Provenance;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Sandbox;
import io.cameleer.config.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says how calls are labelled, so that no client can make series: aliases and tags are those of the
 * configuration, models those that the configuration or the catalogue lists, or that have answered
 * once, and of these only so many.
 */
final class Labelling {

  /** Model ids that no list has but that have answered. */
  private static final int MOST_UNLISTED_MODELS = 200;

  /** The model name that leaves the choice to the task. */
  private static final String AUTO = "auto";

  private final Supplier<Snapshot> configuration;
  private final BoundedNames unlisted = new BoundedNames(MOST_UNLISTED_MODELS);
  private volatile @Nullable Configured configured;

  /** What the aliases of one configuration name. */
  private record Configured(Snapshot snapshot, Set<String> models) {}

  Labelling(Supplier<Snapshot> configuration) {
    this.configuration = configuration;
  }

  /** The labels of a call that has ended like this. */
  CallLabels of(Call call, Provenance provenance) {
    Snapshot current = configuration.get();
    String model = model(current, call, provenance);
    return new CallLabels(
        operation(call),
        provenance.provider() == null ? CallLabels.NONE : provenance.provider(),
        model,
        answeringModel(current, call, provenance, model),
        alias(current, call.requestedModel()),
        tag(current, call.traits().tags()));
  }

  /** What OpenTelemetry calls the kind of a call. */
  static String operation(Call call) {
    return switch (call) {
      case ChatCall chat -> "chat";
      case EmbeddingCall embeddings -> "embeddings";
    };
  }

  /** The label for the model of an attempt: the call that it belongs to may have answered since. */
  String model(Candidate candidate) {
    String id = candidate.model().id();
    return isKnown(configuration.get(), candidate.provider(), id) ? id : BoundedNames.OTHER;
  }

  private String model(Snapshot current, Call call, Provenance provenance) {
    String id = provenance.model();
    if (id == null) {
      return CallLabels.ABSENT;
    }
    Provider provider = provider(current, provenance);
    if (provider != null && isKnown(current, provider, id)) {
      return id;
    }
    return answered(call) ? unlisted.admit(id) : BoundedNames.OTHER;
  }

  private String answeringModel(
      Snapshot current, Call call, Provenance provenance, String requested) {
    String id = call.answeringModel();
    if (id == null || !answered(call)) {
      return CallLabels.ABSENT;
    }
    if (id.equals(requested) || requested.equals(BoundedNames.OTHER)) {
      return requested;
    }
    Provider provider = provider(current, provenance);
    return provider != null && isKnown(current, provider, id) ? id : unlisted.admit(id);
  }

  private static @Nullable Provider provider(Snapshot current, Provenance provenance) {
    String name = provenance.provider();
    return name == null ? null : current.catalog().provider(name).orElse(null);
  }

  private static boolean answered(Call call) {
    return call.failure() == null && !call.abandoned();
  }

  private boolean isKnown(Snapshot current, Provider provider, String id) {
    return current.models().lists(provider.dialect(), id)
        || unlisted.contains(id)
        || configured(current).contains(id)
        || (provider.name().equals(Sandbox.PROVIDER) && Sandbox.MODELS.contains(id));
  }

  /** A snapshot is compared by what it is: its contents would take long. */
  @SuppressWarnings("ReferenceEquality")
  private Set<String> configured(Snapshot current) {
    Configured known = configured;
    if (known == null || known.snapshot() != current) {
      known =
          new Configured(
              current,
              current.settings().aliases().stream()
                  .flatMap(alias -> alias.candidates().stream())
                  .map(candidate -> candidate.reference().model())
                  .collect(Collectors.toUnmodifiableSet()));
      configured = known;
    }
    return known.models();
  }

  /** The label for what a client called the model. */
  String alias(String requestedModel) {
    return alias(configuration.get(), requestedModel);
  }

  private static String alias(Snapshot current, String requestedModel) {
    boolean isAlias =
        requestedModel.equals(AUTO) || current.catalog().rulesOf(requestedModel) != null;
    return isAlias ? requestedModel : CallLabels.NONE;
  }

  /** The first tag that is configured; of the others it is not told which. */
  private static String tag(Snapshot current, List<String> tags) {
    if (tags.isEmpty()) {
      return CallLabels.NONE;
    }
    Set<String> known = current.settings().routing().tags().keySet();
    for (String tag : tags) {
      if (known.contains(tag)) {
        return tag;
      }
    }
    return BoundedNames.OTHER;
  }

  /** The label for the tags of a call. */
  String tag(Call call) {
    return tag(configuration.get(), call.traits().tags());
  }
}
