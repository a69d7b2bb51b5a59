package io.cameleer.job.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a job calls. */
public enum JobEndpoint {
  /** Chat completions. */
  CHAT("/v1/chat/completions"),
  /** Embeddings. */
  EMBEDDINGS("/v1/embeddings");

  private final String url;

  JobEndpoint(String url) {
    this.url = url;
  }

  /** Its path, as lines of batches name it. */
  public String url() {
    return url;
  }

  /** The one with this path. */
  public static Optional<JobEndpoint> ofUrl(String path) {
    return Arrays.stream(values()).filter(endpoint -> endpoint.url.equals(path)).findFirst();
  }

  /** All paths. */
  static List<String> urls() {
    return Arrays.stream(values()).map(JobEndpoint::url).toList();
  }
}
