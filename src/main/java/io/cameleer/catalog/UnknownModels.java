package io.cameleer.catalog;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.util.List;
import java.util.stream.Collectors;

/** Words the refusals of model names that lead nowhere. */
final class UnknownModels {

  /** Names come from clients, and a message is no place for a long list. */
  private static final int MAX_NAME_LENGTH = 128;

  private static final int MAX_LISTED = 20;

  private final String available;

  UnknownModels(List<String> providers, List<String> aliases) {
    this.available =
        aliases.isEmpty() && providers.isEmpty()
            ? "No provider is switched on: set the key of one, such as OPENAI_API_KEY."
            : sentence("Aliases", aliases) + sentence("Providers, for provider/model", providers);
  }

  /** Nothing is known of the name. */
  Resolution model(String name) {
    return notFound("The model '" + shorten(name) + "' is not known. " + available, false);
  }

  /** It names a provider that is off. */
  Resolution providerOff(String name, SwitchedOffProvider provider) {
    return notFound(
        "The model '%s' is not available: provider %s is off; to switch it on, %s. %s"
            .formatted(shorten(name), provider.name(), provider.remedy(), available),
        true);
  }

  /** It is an alias, and all its providers are off. */
  Resolution aliasOff(String name, List<SwitchedOffProvider> providers) {
    return notFound(
        "The alias '%s' is not available: all its providers are off. To switch one on: %s. %s"
            .formatted(
                shorten(name),
                providers.stream()
                    .limit(MAX_LISTED)
                    .map(provider -> provider.name() + ": " + provider.remedy())
                    .collect(Collectors.joining("; ")),
                available),
        true);
  }

  private static String sentence(String kind, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    return kind + ": " + listed + (names.size() > MAX_LISTED ? ", …" : "") + ". ";
  }

  private static String shorten(String name) {
    return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
  }

  private static Resolution notFound(String message, boolean off) {
    return new Resolution.Unknown(
        new Failure(
            404,
            "invalid_request_error",
            "model_not_found",
            "model",
            message.strip(),
            FailureClass.BAD_REQUEST,
            null,
            null),
        off);
  }
}
