package io.cameleer.job.content;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the bucket is.
 *
 * @param bucket its name
 * @param prefix what stands in front of every object's name; may be empty
 * @param region its region; servers other than Amazon's take any
 * @param endpoint the server, or null: Amazon's
 * @param pathStyle whether the bucket stands in the path rather than in the host name, as most
 *     servers other than Amazon's want it
 * @param credentials the key, or null: from where Amazon's tools take it (environment, profile,
 *     container, instance)
 */
public record S3Settings(
    String bucket,
    String prefix,
    String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable Credentials credentials) {

  /**
   * A key.
   *
   * @param accessKeyId its name
   * @param secretAccessKey the secret
   */
  public record Credentials(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + "]";
    }
  }
}
