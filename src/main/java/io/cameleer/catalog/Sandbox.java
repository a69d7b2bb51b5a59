package io.cameleer.catalog;

import java.util.List;

/** Names of the built-in pretended provider, which answers without any key. */
public final class Sandbox {

  /** Its provider name. */
  public static final String PROVIDER = "sandbox";

  /** The model that stands in for chat models. */
  public static final String CHAT_MODEL = "echo";

  /** The model that stands in for embedding models. */
  public static final String EMBEDDING_MODEL = "embedding";

  /** Its models: some answer, some fail with a status or in the middle of a stream. */
  public static final List<String> MODELS =
      List.of(
          CHAT_MODEL,
          "tools",
          "slow",
          EMBEDDING_MODEL,
          "error-400",
          "error-401",
          "error-429",
          "error-500",
          "error-503",
          "error-stream");

  private Sandbox() {}
}
