package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** Which values names were given one after the other, and which results were computed before a value changed. */
final class ValuesInForce {

  private final Map<String, Expr> given = new HashMap<>();
  private final Map<String, Assumption> last = new HashMap<>();
  /** For every name with a closed value: the values of the others at that time. */
  private final Map<String, Map<String, Expr>> under = new HashMap<>();
  private final Set<String> outdated = new HashSet<>();
  private final Map<String, Set<Integer>> meanings = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();

  void addAll(ValuesInForce other) {
    given.putAll(other.given);
    last.putAll(other.last);
    other.under.forEach((name, values) -> under.put(name, Map.copyOf(values)));
    outdated.addAll(other.outdated);
    numbers.addAll(other.numbers);
    other.meanings.forEach((name, parts) -> meanings.put(name, new HashSet<>(parts)));
  }

  /** The name has a meaning in this part of the document. */
  void means(String name, int part) {
    meanings.computeIfAbsent(name, _ -> new HashSet<>()).add(part);
  }

  int meanings(String name) {
    return meanings.getOrDefault(name, Set.of()).size();
  }

  /** The name has a value, or a meaning, from here on. */
  void computed(String name, Expr body) {
    outdated.remove(name);
    numbers.remove(name);
    if (Trees.freeSymbols(body).isEmpty()) {
      under.put(name, Map.copyOf(given));
    } else {
      under.remove(name);
    }
  }

  /** The value of the name is shown, as it is with the values of the others now. */
  void shown(String name) {
    under.put(name, Map.copyOf(given));
  }

  /** The name is given a value; the names whose values were computed under another one. */
  Set<String> gives(String name, Expr value, Assumption by) {
    given.put(name, value);
    last.put(name, by);
    var gone = new HashSet<String>();
    under.forEach((other, values) -> {
      if (!other.equals(name) && values.containsKey(name) && !values.get(name).equals(value)) {
        gone.add(other);
      }
    });
    outdated.addAll(gone);
    return gone;
  }

  void numbersPutIn(String name) {
    numbers.add(name);
  }

  boolean hasNumbersPutIn(String name) {
    return numbers.contains(name);
  }

  boolean isOutdated(String name) {
    return outdated.contains(name);
  }

  Assumption lastValue(String name) {
    return last.get(name);
  }
}
