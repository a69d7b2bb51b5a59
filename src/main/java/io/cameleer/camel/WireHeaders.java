package io.cameleer.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers pass between messages and the wire. What leaves is what the gateway has set,
 * without Camel's own headers; these rules are far cheaper than Camel's general ones.
 */
final class WireHeaders implements HeaderFilterStrategy {

  private static final String CAMELS_OWN = "Camel";

  private final boolean takesHeaders;

  private WireHeaders(boolean takesHeaders) {
    this.takesHeaders = takesHeaders;
  }

  /** Towards clients: none of their headers becomes a message header. */
  static WireHeaders ofClients() {
    return new WireHeaders(false);
  }

  /** Towards providers: the headers of their answers become message headers. */
  static WireHeaders ofProviders() {
    return new WireHeaders(true);
  }

  /** Whether a message header is kept from the wire. */
  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return name.startsWith(CAMELS_OWN);
  }

  /** Whether a header from the wire is kept from the message. */
  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !takesHeaders;
  }
}
