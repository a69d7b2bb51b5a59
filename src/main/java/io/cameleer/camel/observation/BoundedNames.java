package io.cameleer.camel.observation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that come from outside and become values of a label: only so many different ones, all
 * further ones are {@code other}.
 */
final class BoundedNames {

  /** Stands for all names that are not told apart. */
  static final String OTHER = "other";

  private final int most;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  BoundedNames(int most) {
    this.most = most;
  }

  /** Whether a name is told apart already. */
  boolean contains(String name) {
    return admitted.contains(name);
  }

  /** The name, where there is room for it or it is known, else {@code other}. */
  String admit(String name) {
    if (admitted.contains(name)) {
      return name;
    }
    synchronized (admitted) {
      if (admitted.size() >= most) {
        return OTHER;
      }
      admitted.add(name);
      return name;
    }
  }
}
