package io.cameleer.job.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks may go: by HTTPS to addresses of the public internet, unless private ones are
 * allowed. What a name stands for is not looked at here: that is checked when its address is
 * connected to, since it may be another one then.
 *
 * @param allowPrivate whether they may go to private addresses, and without TLS
 */
public record WebhookRules(boolean allowPrivate) {

  private static final int LONGEST_URL = 2_048;

  /** What {@link InetAddress} takes for an address without asking anybody. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

  private static final Pattern THIS_MACHINE = Pattern.compile("(.+\\.)?localhost\\.?");

  /** What became of a URL. */
  public sealed interface Verdict {}

  /**
   * Webhooks may go there.
   *
   * @param url where
   */
  public record Accepted(URI url) implements Verdict {}

  /**
   * They may not.
   *
   * @param reason what is wrong with it, and what to do
   */
  public record Refused(String reason) implements Verdict {}

  /** Judges a URL that a client wrote. */
  public Verdict judge(String written) {
    Optional<URI> url = url(written);
    if (url.isEmpty()) {
      return new Refused(
          "must be a URL like https://example.com/hooks, without user name and fragment, of at"
              + " most "
              + LONGEST_URL
              + " characters");
    }
    if (allowPrivate) {
      return new Accepted(url.get());
    }
    if (!url.get().getScheme().equalsIgnoreCase("https")) {
      return new Refused("must begin with https://");
    }
    String host = url.get().getHost().toLowerCase(Locale.ROOT);
    InetAddress literal = literal(host);
    boolean hidden =
        THIS_MACHINE.matcher(host).matches()
            || (literal != null && !PublicAddresses.contain(literal));
    return hidden
        ? new Refused(
            "must not lead to a private address. cameleer.jobs.webhooks.allow-private allows it")
        : new Accepted(url.get());
  }

  private static Optional<URI> url(String written) {
    try {
      URI url = new URI(written);
      boolean usable =
          written.length() <= LONGEST_URL
              && url.getScheme() != null
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && (url.getScheme().equalsIgnoreCase("https")
                  || url.getScheme().equalsIgnoreCase("http"));
      return usable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static @Nullable InetAddress literal(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }
}
