package org.gradus.proof;

import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sqrt;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Whether every real solution of one equation solves another: the first is solved completely for one of its
 * variables, and each solution is put into the second.
 */
public final class Implication {

  private final Oracle oracle;
  private final Kernel kernel;
  private final List<Expr> assumptions;
  private final Work work = new Work(Work.DEFAULT_UNITS);

  public Implication(Oracle oracle, Kernel kernel, List<Expr> assumptions) {
    this.oracle = oracle;
    this.kernel = kernel;
    this.assumptions = assumptions;
  }

  /** True only if it is proved that the solutions of {@code before} are solutions of {@code after}, and defined there. */
  public boolean holds(Expr before, Expr after) {
    for (var x : Trees.freeSymbols(before)) {
      try {
        if (holds(before, after, x)) {
          return true;
        }
      } catch (Lowering.Refused | Work.Exhausted | ArithmeticException _) {
        // another variable may do
      }
    }
    return false;
  }

  private boolean holds(Expr before, Expr after, Expr.Sym x) {
    for (var part : alternatives(before)) {
      if (!(part instanceof Expr.Rel r) || r.op() != RelOp.EQ) {
        return false;
      }
      var values = solve(r, x);
      if (values == null) {
        return false;
      }
      for (var value : values) {
        if (!satisfied(r, after, x, value)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Expr> alternatives(Expr e) {
    return e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(e);
  }

  private boolean satisfied(Expr.Rel before, Expr after, Expr.Sym x, Expr value) {
    Map<Expr, Expr> at = Map.of(x, value);
    var known = new ArrayList<Expr>();
    assumptions.forEach(a -> known.add(Trees.substitute(a, at)));
    known.addAll(Definedness.of(Trees.substitute(before, at)));
    known.addAll(Definedness.of(value));
    if (new Facts(known, work).contradictory()) {
      return true;
    }
    for (var b : alternatives(after)) {
      if (b instanceof Expr.Rel q && q.op() == RelOp.EQ) {
        var proof = kernel.equal(Trees.substitute(q.lhs(), at), Trees.substitute(q.rhs(), at), known);
        if (proof.proved() && proof.conditions().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** All values of x for which the equation can hold under the assumptions; null if they were not all found. */
  public List<Expr> solve(Expr.Rel equation, Expr.Sym x) {
    var u = sub(equation.lhs(), equation.rhs());
    var known = new ArrayList<>(assumptions);
    known.addAll(Definedness.of(u));
    var facts = new Facts(known, work);
    var f = new Lowering(facts, work, oracle).of(Expansion.of(u)).cancelled(work);
    if (f.isZero()) {
      return null;
    }
    var parts = Factors.of(f.num(), oracle, work);
    var values = new ArrayList<Expr>();
    for (var e : parts.monomial().exponents().entrySet()) {
      if (e.getValue().signum() > 0 && !add(values, Poly.generator(e.getKey()), x, facts)) {
        return null;
      }
    }
    for (var factor : parts.factors().keySet()) {
      if (!add(values, factor, x, facts)) {
        return null;
      }
    }
    return values;
  }

  private boolean add(List<Expr> values, Poly factor, Expr.Sym x, Facts facts) {
    if (!facts.sign(ToExpr.of(factor)).canBeZero()) {
      return true;
    }
    var roots = roots(factor, x, facts);
    if (roots == null) {
      return false;
    }
    values.addAll(roots);
    return true;
  }

  private static List<Expr> roots(Poly p, Expr.Sym x, Facts facts) {
    Generator unknown = null;
    var coefficients = new TreeMap<Integer, List<Expr>>();
    for (var t : p.terms().entrySet()) {
      Generator own = null;
      for (var g : t.getKey().exponents().keySet()) {
        if (mentions(g, x)) {
          if (own != null || unknown != null && !unknown.equals(g)) {
            return null;
          }
          own = g;
          unknown = g;
        }
      }
      var k = own == null ? Rational.ZERO : t.getKey().exponent(own);
      if (!k.isIntegerWithin(2) || k.signum() < 0 || !t.getValue().isReal()) {
        return null;
      }
      var rest = own == null ? t.getKey() : t.getKey().without(own);
      coefficients.computeIfAbsent(k.intValueExact(), n -> new ArrayList<>())
          .add(mul(num(t.getValue().re()), ToExpr.of(rest)));
    }
    if (unknown == null) {
      return null;
    }
    var c = coefficient(coefficients, 0);
    var b = coefficient(coefficients, 1);
    var a = coefficient(coefficients, 2);
    List<Expr> values;
    if (Exprs.isZero(a)) {
      if (facts.sign(b).canBeZero()) {
        return null;
      }
      values = List.of(div(neg(c), b));
    } else {
      if (facts.sign(a).canBeZero()) {
        return null;
      }
      var root = sqrt(Exprs.isZero(b) ? div(neg(c), a) : sub(pow(b, 2), mul(num(4), a, c)));
      values = Exprs.isZero(b) ? List.of(root, neg(root))
          : List.of(div(sub(root, b), mul(num(2), a)), div(sub(neg(root), b), mul(num(2), a)));
    }
    return invert(unknown, values, x);
  }

  private static Expr coefficient(TreeMap<Integer, List<Expr>> coefficients, int k) {
    return Exprs.add(coefficients.getOrDefault(k, List.of(Exprs.ZERO)));
  }

  private static boolean mentions(Generator g, Expr.Sym x) {
    return g.data() instanceof Expr e ? Trees.freeSymbols(e).contains(x) : g.key().contains(x.name());
  }

  private static List<Expr> invert(Generator g, List<Expr> values, Expr.Sym x) {
    if (g.kind() == Generator.Kind.VARIABLE && g.data().equals(x)) {
      return values;
    }
    return g.kind() == Generator.Kind.EXP && g.data() instanceof Expr.Call c && c.arg().equals(x)
        ? values.stream().map(Exprs::log).toList() : null;
  }
}
