package io.cameleer.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that clients show to the gateway.
 *
 * @param caller who shows it, or null for a key without a name
 * @param regions where this caller's calls have to stay; empty: anywhere
 */
public record GatewayKey(@Nullable String caller, Secret secret, Set<String> regions) {
  public GatewayKey {
    regions = Set.copyOf(regions);
  }
}
