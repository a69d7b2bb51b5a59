package io.cameleer.camel.batches;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers of a message become headers of a record: all but Camel's own. Camel's usual rule
 * holds back every name that begins like its own, and the gateway's do.
 */
final class RecordHeaders implements HeaderFilterStrategy {

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return name.startsWith("Camel") || name.startsWith("kafka.");
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
