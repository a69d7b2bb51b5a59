package io.cameleer.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call beside its request: from HTTP headers, a Kafka record's headers, or the
 * route that makes it.
 *
 * @param tags what the call is for; empty where not said
 * @param caller the name of the gateway key's owner or a hash of the key, or null where unknown
 * @param regions where the call has to stay; empty: anywhere
 */
public record Surroundings(List<String> tags, @Nullable String caller, Set<String> regions) {

  /** Nothing is known. */
  public static final Surroundings NONE = new Surroundings(List.of(), null, Set.of());

  public Surroundings {
    tags = List.copyOf(tags);
    regions = Set.copyOf(regions);
  }
}
