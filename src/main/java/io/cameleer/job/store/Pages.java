package io.cameleer.job.store;

import io.cameleer.job.Page;
import java.util.List;

/** Makes pages of lists that were read with one item more than asked for. */
final class Pages {

  private Pages() {}

  static <T> Page<T> of(List<T> items, int limit) {
    boolean hasMore = items.size() > limit;
    return new Page<>(hasMore ? items.subList(0, limit) : items, hasMore);
  }
}
