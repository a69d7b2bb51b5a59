package io.cameleer.provider.openai;

import io.cameleer.catalog.Provider;
import java.util.Locale;

/**
 * Which providers of the {@code openai} dialect are OpenAI itself. The others imitate it: they may
 * refuse fields that only OpenAI knows, and take fields that OpenAI refuses.
 */
final class OpenAiEndpoint {

  private static final String NAME = "openai";
  private static final String OPENAI_HOST = "api.openai.com";
  private static final String AZURE_V1_PATH = "/openai/v1";

  private OpenAiEndpoint() {}

  /**
   * OpenAI's own service: the provider is called {@code openai}, or its host is OpenAI's, of
   * whatever region.
   */
  static boolean isOpenAi(Provider provider) {
    String host = host(provider);
    return provider.name().equals(NAME)
        || host.equals(OPENAI_HOST)
        || host.endsWith("." + OPENAI_HOST);
  }

  /** OpenAI's own service, or its models at Azure. */
  static boolean servesOpenAiModels(Provider provider) {
    return isOpenAi(provider) || isAzure(provider);
  }

  /**
   * Whether there is a {@code /responses} below the base URL: at Azure only below {@code
   * /openai/v1}.
   */
  static boolean hasResponses(Provider provider) {
    String path = provider.baseUrl().getPath();
    return isOpenAi(provider)
        || (isAzure(provider) && path != null && path.endsWith(AZURE_V1_PATH));
  }

  private static boolean isAzure(Provider provider) {
    String host = host(provider);
    return host.endsWith(".openai.azure.com")
        || host.endsWith(".cognitiveservices.azure.com")
        || host.endsWith(".services.ai.azure.com");
  }

  private static String host(Provider provider) {
    String host = provider.baseUrl().getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
