package io.cameleer.job;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param hasMore whether more follow
 */
public record Page<T>(List<T> items, boolean hasMore) {

  public Page {
    items = List.copyOf(items);
  }
}
