package org.gradus.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** What moves with a variable: itself, the components of a vector, and those that may be the same component, w[i] for w[j]. */
public final class Moving {

  private Moving() {}

  /** Whether the node, as a whole, moves with one of the variables. */
  static boolean is(Expr node, Iterable<? extends Expr> variables) {
    for (var v : variables) {
      if (v.equals(node) || node instanceof Expr.Indexed i
          && (v instanceof Expr.Indexed k ? mayBe(i, k) : v instanceof Expr.Sym s && s.name().equals(i.base()))) {
        return true;
      }
    }
    return false;
  }

  /** x_1 is not x_2; x_i may be x_j. */
  private static boolean mayBe(Expr.Indexed a, Expr.Indexed b) {
    return a.base().equals(b.base()) && !(isNumbered(a) && isNumbered(b));
  }

  private static boolean isNumbered(Expr.Indexed x) {
    return x.sub().stream().allMatch(i -> i instanceof Expr.Num) && x.sup().stream().allMatch(i -> i instanceof Expr.Num);
  }

  static boolean in(Expr e, Iterable<? extends Expr> variables) {
    return Trees.any(e, n -> is(n, variables));
  }

  /** Whether components of a variable that is a vector stand in the expression: a derivative by its name does not see them. */
  public static boolean byComponents(Expr e, List<? extends Expr> variables) {
    return Trees.any(e, n -> n instanceof Expr.Indexed && !variables.contains(n) && is(n, variables));
  }

  /** The expression with a symbol of its own for every moving part: what is convex in all of them is convex in the variables. */
  static Map<Expr, Expr.Sym> parts(Expr e, Iterable<? extends Expr> variables) {
    var found = new LinkedHashMap<Expr, Expr.Sym>();
    Trees.any(e, n -> {
      if (is(n, variables)) {
        found.computeIfAbsent(n, _ -> Exprs.sym("gradus t" + found.size()));
      }
      return false;
    });
    return found;
  }

  /** What the assumptions say of the symbols: of the part itself, or of every component of its family. */
  public static List<Expr> about(List<Expr> assumptions, Map<Expr, Expr.Sym> parts, Iterable<? extends Expr> variables) {
    var all = new ArrayList<Expr>();
    for (var a : assumptions) {
      var inside = List.copyOf(parts(a, variables).keySet());
      if (inside.isEmpty()) {
        all.add(a);
      } else if (inside.size() == 1) {
        parts.forEach((part, symbol) -> {
          if (part.equals(inside.getFirst()) || isFamily(inside.getFirst(), part)) {
            all.add(Trees.substitute(a, inside.getFirst(), symbol));
          }
        });
      }
    }
    return all;
  }

  private static boolean isFamily(Expr stated, Expr part) {
    return stated instanceof Expr.Indexed s && part instanceof Expr.Indexed p && s.base().equals(p.base()) && s.sub().size() == p.sub().size()
        && s.sup().equals(p.sup()) && s.sub().stream().allMatch(i -> i instanceof Expr.Sym) && s.sub().stream().distinct().count() == s.sub().size();
  }
}
