package io.cameleer.job.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that webhooks are signed with, as <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> has it: {@code whsec_} and 24 to 64 bytes in base64. Shows none of it.
 */
public final class SigningKey {

  /** What such a key begins with. */
  public static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final byte[] bytes;

  private SigningKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key that this text stands for, or nothing where it stands for none. */
  public static Optional<SigningKey> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(new SigningKey(bytes));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param id the header {@code webhook-id}
   * @param sentAt the header {@code webhook-timestamp}, whose unit is seconds
   * @param payload the body
   */
  public String signature(String id, Instant sentAt, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      mac.update((id + '.' + sentAt.getEpochSecond() + '.').getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(payload));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return SigningKey.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
