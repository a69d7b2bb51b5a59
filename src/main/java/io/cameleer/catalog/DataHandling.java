package io.cameleer.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows of where a provider handles data.
 *
 * @param region where it answers calls, such as {@code eu}; null where not stated
 * @param storesDataIn the regions in which it may keep what it is sent; empty: it keeps nothing
 *     outside its region
 * @param collectsData whether it may keep or learn from what it is sent
 */
public record DataHandling(
    @Nullable String region, Set<String> storesDataIn, boolean collectsData) {

  /** Nothing is known: no region at all, and the data may be collected. */
  public static final DataHandling UNKNOWN = new DataHandling(null, Set.of(), true);

  public DataHandling {
    storesDataIn = Set.copyOf(storesDataIn);
  }

  /** Whether calls that have to stay in these regions may go there. An unknown region never may. */
  public boolean staysWithin(Set<String> regions) {
    return region != null && regions.contains(region) && regions.containsAll(storesDataIn);
  }
}
