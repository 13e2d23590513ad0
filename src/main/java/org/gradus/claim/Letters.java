package org.gradus.claim;

import java.util.Map;
import java.util.Set;

/** Letters that are used for functions of the table. */
final class Letters {

  /** Letters that mean a function of the table before a bracket and may be given another meaning. */
  private static final Map<String, String> FUNCTIONS = Map.of("sigma", "sigmoid", "phi", "phi", "Phi", "Phi", "psi", "digamma", "Gamma", "gamma");

  private Letters() {}

  /** The table's function that a letter means as long as the document does not define it, or null. */
  static String function(String name) {
    return FUNCTIONS.get(name);
  }

  /** The letters that mean a function of the table. */
  static Set<String> all() {
    return FUNCTIONS.keySet();
  }

  static boolean isFunction(String table) {
    return FUNCTIONS.containsValue(table);
  }

  static String of(String table) {
    return FUNCTIONS.entrySet().stream().filter(e -> e.getValue().equals(table)).map(Map.Entry::getKey).findFirst().orElse(table);
  }
}
