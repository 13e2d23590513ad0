package org.gradus.proof;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Solves an equation for a variable that stands in it linearly with a rational coefficient, or alone as a power. */
final class Equations {

  private Equations() {}

  /** A variable and its value if {@code u = 0} can be solved so, else null. */
  static Map.Entry<Expr, Expr> solve(Expr u, Work work) {
    try {
      var f = new Lowering(Facts.NONE, work, null).of(Expansion.of(u)).cancelled(work);
      if (f.num().size() == 1 && f.den().isEmpty()) {
        var only = power(f.num().leading().getKey());
        return only == null ? null : Map.entry((Expr) only.data(), Exprs.ZERO);
      }
      for (var t : f.num().terms().entrySet()) {
        var variable = variable(t.getKey());
        if (variable == null || !t.getValue().isReal() || occursElsewhere(f, t.getKey(), variable)) {
          continue;
        }
        var rest = f.num().plus(Poly.term(t.getValue().negate(), t.getKey(), work), work);
        var value = Exprs.mul(Exprs.num(t.getValue().re().reciprocal().negate()), ToExpr.of(rest));
        return Map.entry((Expr) variable.data(), value);
      }
    } catch (Lowering.Refused | ArithmeticException _) {
      return null;
    }
    return null;
  }

  /** Whether a case of the expressions is that two things are equal, and what makes them so cannot be told from the equation. */
  static boolean unsolved(List<Expr> expressions, Work work) {
    return expressions.stream().anyMatch(e -> Trees.any(Expansion.of(e), x -> x instanceof Expr.Rel r
        && (r.op() == RelOp.EQ || r.op() == RelOp.NE) && !Trees.freeSymbols(r).isEmpty()
        && solve(Exprs.sub(r.lhs(), r.rhs()), work) == null));
  }

  /** v of v^k = 0, k positive. */
  private static Generator power(Monomial m) {
    if (m.exponents().size() != 1) {
      return null;
    }
    var g = m.exponents().firstKey();
    return g.kind() == Generator.Kind.VARIABLE && g.data() instanceof Expr.Sym && m.exponent(g).signum() > 0 ? g : null;
  }

  private static Generator variable(Monomial m) {
    if (m.exponents().size() != 1) {
      return null;
    }
    var g = m.exponents().firstKey();
    return g.kind() == Generator.Kind.VARIABLE && g.data() instanceof Expr.Sym
        && m.exponent(g).equals(Rational.ONE) ? g : null;
  }

  private static boolean occursElsewhere(Fraction f, Monomial itself, Generator variable) {
    var symbol = (Expr.Sym) variable.data();
    for (var m : f.num().terms().keySet()) {
      if (m.equals(itself)) {
        continue;
      }
      for (var g : m.exponents().keySet()) {
        if (g.equals(variable) || mentions(g, symbol)) {
          return true;
        }
      }
    }
    // The denominator does not matter for u = 0 unless it hides the variable in a factor that could vanish.
    return !f.den().isEmpty();
  }

  private static boolean mentions(Generator g, Expr.Sym symbol) {
    return g.kind() != Generator.Kind.VARIABLE && g.key().contains(symbol.name());
  }
}
