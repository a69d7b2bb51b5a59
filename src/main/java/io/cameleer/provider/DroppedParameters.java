package io.cameleer.provider;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the names of request fields that a translation leaves out. Used by one thread. */
public final class DroppedParameters {

  private final Set<String> names = new LinkedHashSet<>();

  /** Notes a field that was left out. */
  public void add(String name) {
    names.add(name);
  }

  /** Notes fields that were left out. */
  public void addAll(Collection<String> some) {
    names.addAll(some);
  }

  /** Notes a field that was left out, if the client had set it at all. */
  public void addIfSet(String name, @Nullable Object value) {
    if (value != null) {
      names.add(name);
    }
  }

  /** The names, in the order they were noted, each once. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
