package org.gradus.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Immutable copies that keep the order of what they copy. Those of {@link Map#copyOf} have another order in every run of the JVM, and
 * what is chosen by going through them changes with it.
 */
public final class InOrder {

  private InOrder() {}

  /** A copy of the map, without null. */
  public static <K, V> Map<K, V> copy(Map<K, V> map) {
    var copy = new LinkedHashMap<K, V>();
    map.forEach((k, v) -> copy.put(Objects.requireNonNull(k), Objects.requireNonNull(v)));
    return Collections.unmodifiableMap(copy);
  }
}
