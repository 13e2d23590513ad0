package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** Functions that are defined of the square of a variable, {@code ℓ(μ, σ²) = …}: a value there is one at its root. */
final class SquaredParameters {

  private final Map<String, Set<Integer>> places = new HashMap<>();

  SquaredParameters copy() {
    var c = new SquaredParameters();
    c.places.putAll(places);
    return c;
  }

  /** The variable that an argument on the left of a definition names; null if it names none. */
  static Expr.Sym variable(Expr argument) {
    return argument instanceof Expr.Pow p && p.exponent().equals(Exprs.TWO) && p.base() instanceof Expr.Sym s ? s
        : argument instanceof Expr.Sym s ? s : null;
  }

  /** What stands on the left of a definition of the name. */
  void defined(String name, Expr left) {
    var squares = new TreeSet<Integer>();
    if (left instanceof Expr.Apply a && a.args().size() > 1) {
      for (int i = 0; i < a.args().size(); i++) {
        if (a.args().get(i) instanceof Expr.Pow) {
          squares.add(i);
        }
      }
    }
    if (squares.isEmpty()) {
      places.remove(name);
    } else {
      places.put(name, squares);
    }
  }

  /** The arguments of the function that its formula is in. */
  List<Expr> roots(String name, List<Expr> arguments) {
    var squares = places.getOrDefault(name, Set.of());
    var result = new ArrayList<Expr>();
    for (int i = 0; i < arguments.size(); i++) {
      var a = arguments.get(i);
      var root = variable(a);
      result.add(!squares.contains(i) ? a : a instanceof Expr.Pow && root != null ? root : Exprs.sqrt(a));
    }
    return result;
  }
}
