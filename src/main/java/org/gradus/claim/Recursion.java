package org.gradus.claim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** The families whose members are defined by others of them: h_t = tanh(w·h_{t−1} + …), also by way of another family. */
final class Recursion {

  private final Set<String> recursive = new HashSet<>();

  Recursion copy() {
    var c = new Recursion();
    c.recursive.addAll(recursive);
    return c;
  }

  boolean contains(String family) {
    return recursive.contains(family);
  }

  /** A family is defined: marks those on every way from it back to it. */
  void defined(String family, Map<String, Definition> definitions) {
    recursive.remove(family);
    follow(family, family, definitions, new ArrayDeque<>(), new HashSet<>());
  }

  private void follow(String family, String start, Map<String, Definition> definitions, Deque<String> way, Set<String> seen) {
    var d = definitions.get(family);
    if (d == null || !d.family() || !seen.add(family)) {
      return;
    }
    way.push(family);
    Trees.any(d.body(), x -> {
      if (x instanceof Expr.Indexed i) {
        var next = Target.family(i);
        if (next.equals(start)) {
          recursive.addAll(way);
        } else {
          follow(next, start, definitions, way, seen);
        }
      }
      return false;
    });
    way.pop();
  }
}
