package io.cameleer.camel.webhooks;

import io.cameleer.job.webhook.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives a host's public addresses and no others: those that are connected to. So a name can't stand
 * for a public address when it is checked, and for a private one a moment later.
 */
final class PublicHosts implements DnsResolver {

  private final DnsResolver resolver;

  /** Asks this one. */
  PublicHosts(DnsResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = resolver.resolve(host);
    InetAddress[] allowed =
        Arrays.stream(all).filter(PublicAddresses::contain).toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new UnknownHostException(
          host
              + " has no public address, and webhooks go to no others unless"
              + " cameleer.jobs.webhooks.allow-private is true");
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
