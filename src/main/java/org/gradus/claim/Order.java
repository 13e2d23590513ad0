package org.gradus.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * {@code f(x) = p(x) + O(x^k)} near 0. For functions that are analytic there it says that (f − p)/x^{k−1} tends to 0: the
 * Taylor coefficients up to x^{k−1} agree.
 *
 * @param limit  what tends to 0
 * @param words  how it was read
 */
record Order(Expr limit, String words) {

  private static final Sought WRITTEN = Sought.of("(?s).*(?:(?<![A-Za-z\\\\])O|\\\\mathcal\\s*\\{?\\s*O\\s*\\}?)\\s*(?:\\\\[!,;:]|\\\\(?:left|big|Big|bigl|Bigl))*\\s*\\(.*");
  private static final List<Expr.Sym> SIGNS = List.of(Exprs.sym("O"), Exprs.sym("Ocal"));
  private static final Set<String> ANALYTIC = Set.of("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid", "softplus", "erf", "Phi",
      "phi", "silu", "gelu", "atan", "asinh", "logsigmoid");
  /** Letters that count: O(n) speaks of large n. */
  private static final Set<String> COUNTS = Set.of("n", "N", "m", "M", "k", "K", "T", "d", "L", "t");

  /** Whether a side is written with a term of some order. */
  static boolean isWritten(Side side, Context context) {
    return side.raw() != null && WRITTEN.matcher(side.source() == null ? side.latex() : side.source()).matches()
        && SIGNS.stream().anyMatch(o -> !context.isDefined(o.name()) && !context.isDeclared(o.name()) && Trees.freeSymbols(side.raw()).contains(o));
  }

  /** What the equation says; null where it is not clear or not of this kind. */
  static Order of(Expr left, Expr right) {
    var l = Parts.of(left);
    var r = Parts.of(right);
    if (l == null || r == null || !Exprs.isZero(l.term) && !Exprs.isZero(r.term) && !l.term.equals(r.term)) {
      return null;
    }
    var term = Exprs.isZero(r.term) ? l.term : r.term;
    var difference = Exprs.sub(l.rest, r.rest);
    Expr.Sym x = null;
    for (var factor : term instanceof Expr.Mul m ? m.args() : List.of(term)) {
      var base = factor instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() > 0 && n.value().isIntegerWithin(20) ? p.base() : factor;
      if (base instanceof Expr.Sym s) {
        if (x != null) {
          return null;
        }
        x = s;
      }
    }
    if (x == null || COUNTS.contains(x.name()) || Trees.any(difference, Order::isRough)) {
      return null;
    }
    return new Order(Exprs.limit(Exprs.div(Exprs.mul(difference, x), term), x, Exprs.ZERO, 0),
        "O(" + term + ") for " + x + " near 0: what the sides differ by, divided by " + Exprs.div(term, x) + ", tends to 0");
  }

  private static boolean isRough(Expr e) {
    return switch (e) {
      case Expr.Call c -> !ANALYTIC.contains(c.function().name());
      case Expr.Pow p -> !(p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(100)) && !(p.base() instanceof Expr.Num) && !(p.base() instanceof Expr.Const);
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Add _, Expr.Mul _ -> false;
      default -> true;
    };
  }

  /** An expression as a sum of what is without the sign and a multiple of it. */
  private record Parts(Expr rest, Expr term) {

    static Parts of(Expr e) {
      var o = SIGNS.stream().filter(s -> Trees.freeSymbols(e).contains(s)).toList();
      if (o.isEmpty()) {
        return new Parts(e, Exprs.ZERO);
      }
      if (o.size() > 1) {
        return null;
      }
      var rest = Exprs.ZERO;
      Expr term = null;
      for (var t : e instanceof Expr.Add a ? a.args() : List.of(e)) {
        if (!Trees.freeSymbols(t).contains(o.getFirst())) {
          rest = Exprs.add(rest, t);
        } else if (term == null) {
          term = t;
        } else {
          return null;
        }
      }
      if (term instanceof Expr.Mul m && m.args().contains(o.getFirst())) {
        var by = Trees.substitute(term, Map.of(o.getFirst(), Exprs.ONE));
        return Trees.freeSymbols(by).contains(o.getFirst()) ? null : new Parts(rest, by);
      }
      return null; // inside a function or a bracket
    }
  }
}
