package io.cameleer.provider;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All wire formats by name. */
public final class Dialects {

  private final Map<String, Dialect> byName;

  /** Collects them. */
  public Dialects(Collection<Dialect> dialects) {
    byName =
        dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));
  }

  /**
   * The dialect of that name; the configuration has been checked to name none that is not there.
   *
   * @throws IllegalArgumentException where there is none
   */
  public Dialect named(String name) {
    Dialect dialect = byName.get(name);
    if (dialect == null) {
      throw new IllegalArgumentException("no dialect is called " + name);
    }
    return dialect;
  }
}
