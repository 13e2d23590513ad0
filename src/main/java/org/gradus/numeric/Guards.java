package org.gradus.numeric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** The expressions whose zeros are the kinks, jumps and case borders of an expression. */
final class Guards {

  private static final int MAX_NODES = 5_000;
  private static final int KINDS = Kinds.CASES | Kinds.KINKED;

  private final Set<Expr> found = new LinkedHashSet<>();
  private final Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Guards() {}

  static List<Expr> of(List<Expr> expressions) {
    var g = new Guards();
    for (var e : expressions) {
      if (Kinds.occur(e, KINDS)) {
        g.visit(e, 0);
      }
    }
    return g.found.isEmpty() ? List.of() : new ArrayList<>(g.found);
  }

  /** The borders of a condition. */
  static void borders(Expr condition, Set<Expr> out) {
    if (condition instanceof Expr.Rel r) {
      out.add(Exprs.sub(r.lhs(), r.rhs()));
    } else if (condition instanceof Expr.Logic l) {
      l.args().forEach(c -> borders(c, out));
    }
  }

  private void visit(Expr e, int depth) {
    if (depth > 200 || seen.size() > MAX_NODES || !seen.add(e)) {
      return;
    }
    switch (e) {
      case Expr.Cases c -> c.conditions().forEach(x -> borders(x, found));
      case Expr.Call c -> {
        switch (c.function().name()) {
          case "abs", "sign" -> found.add(c.arg());
          case "root", "atan2" -> found.add(c.args().get(0)); // atan2 jumps where y = 0 and x < 0
          case "floor" -> found.add(Exprs.sub(c.arg(), c));
          default -> {
            if (c.function().isDefined()) {
              visit(c.function().expand(c.args()), depth + 1);
            }
          }
        }
      }
      default -> { }
    }
    for (var child : Trees.children(e)) {
      if (Kinds.occur(child, KINDS)) {
        visit(child, depth + 1);
      }
    }
  }

  /** Base and exponent of each power with a variable exponent: where both are 0 it is 1, and beside that it need not be near. */
  static List<Expr.Pow> corners(List<Expr> expressions) {
    var out = new LinkedHashSet<Expr.Pow>();
    for (var e : expressions) {
      var _ = Kinds.occur(e, Kinds.POW) && Trees.any(e, x -> {
        if (x instanceof Expr.Pow p && !Trees.symbols(p.exponent()).isEmpty() && !(p.base() instanceof Expr.Num n && !n.value().isZero())) {
          out.add(p);
        }
        return false;
      });
    }
    return new ArrayList<>(out);
  }

  /** What is taken to a power that is not a whole number: where it is 0 the power ends. */
  static List<Expr> roots(List<Expr> expressions) {
    var out = new LinkedHashSet<Expr>();
    for (var e : expressions) {
      var _ = Kinds.occur(e, Kinds.POW) && Trees.any(e, x -> {
        if (x instanceof Expr.Pow p && !Trees.symbols(p.base()).isEmpty()
            && !(p.exponent() instanceof Expr.Num n && n.value().isInteger())) {
          out.add(p.base());
        }
        return false;
      });
    }
    return new ArrayList<>(out);
  }

  /** The borders of the inequalities among the facts. */
  static List<Expr> ends(List<Expr> facts) {
    var out = new LinkedHashSet<Expr>();
    for (var fact : facts) {
      if (fact instanceof Expr.Rel r && r.op() != RelOp.EQ) {
        borders(r, out);
      }
    }
    return new ArrayList<>(out);
  }
}
