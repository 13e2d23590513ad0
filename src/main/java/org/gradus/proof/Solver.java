package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;

/**
 * The real solutions of an equation for one unknown; other symbols may stand in it. Cases and unknown signs are split, the
 * normal form is factored, each factor is solved as a polynomial in the one generator that holds the unknown, and
 * exponentials, logarithms, roots and inverse functions are undone. The values are candidates: whoever uses them
 * substitutes them.
 */
public final class Solver {

  /**
   * What was found.
   *
   * @param complete whether every solution is among the values; else the values are some candidates
   */
  public record Solutions(List<Expr> values, boolean complete) {
    public Solutions {
      values = List.copyOf(values);
    }
  }

  private static final int MAX_DEPTH = 10;
  private static final int MAX_STEPS = 120;
  /** Where every value is a solution, these stand for them. */
  private static final List<Rational> SAMPLES = List.of(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO, Rational.TWO,
      Rational.of(-2), Rational.HALF, Rational.of(3), Rational.of(-3));

  /** Multiples of π that stand for the solutions of trigonometric equations. */
  private static final List<Rational> ANGLES = List.of(Rational.ZERO, Rational.HALF, Rational.ONE, Rational.of(-1, 2),
      Rational.MINUS_ONE, Rational.of(1, 4), Rational.of(1, 3), Rational.of(1, 6), Rational.TWO, Rational.of(3, 4),
      Rational.of(2, 3), Rational.of(5, 6), Rational.of(-1, 4), Rational.of(-1, 3), Rational.of(-1, 6));

  private final Oracle oracle;
  private final Work work;
  private final Expr.Sym x;
  private final Set<Expr> values = new LinkedHashSet<>();
  private boolean complete = true;
  private int steps;

  private Solver(Oracle oracle, Work work, Expr.Sym x) {
    this.oracle = oracle;
    this.work = work;
    this.x = x;
  }

  /** The solutions of the equation under the assumptions (relations; others are passed over). */
  public static Solutions solve(Expr.Rel equation, Expr.Sym x, List<? extends Expr> assumptions, Oracle oracle) {
    return solve(equation, x, assumptions, oracle, new Work(Work.DEFAULT_UNITS));
  }

  /** The same as a part of a proof, whose work it is. */
  static Solutions solve(Expr.Rel equation, Expr.Sym x, List<? extends Expr> assumptions, Oracle oracle, Work work) {
    var solver = new Solver(oracle, work, x);
    try {
      solver.equation(Expansion.of(sub(equation.lhs(), equation.rhs())), new Facts(assumptions, work), 0);
    } catch (Lowering.Refused | ArithmeticException | Work.Exhausted _) {
      solver.complete = false;
    }
    return new Solutions(List.copyOf(solver.values), solver.complete);
  }

  /** Expressions one of which is 0 wherever the equation holds; none if the equation has no normal form. */
  static List<Expr> factors(Expr.Rel equation, List<? extends Expr> known, Oracle oracle, Work work) {
    var u = Expansion.of(sub(equation.lhs(), equation.rhs()));
    var list = new ArrayList<Expr>();
    if (CaseSplit.firstCases(u) != null) {
      return list;
    }
    var facts = new Facts(known, work).with(Definedness.of(u));
    try {
      var parts = Factors.of(new Lowering(facts, work, oracle).of(u).cancelled(work).num(), oracle, work);
      parts.monomial().exponents().forEach((g, e) -> {
        if (e.signum() > 0 && !g.positive()) {
          list.add(ToExpr.of(Poly.generator(g)));
        }
      });
      for (var f : parts.factors().keySet()) {
        if (Lowering.imaginary(f)) {
          return List.of();
        }
        if (facts.sign(ToExpr.of(f)).canBeZero()) {
          list.add(ToExpr.of(f));
        }
      }
      return list;
    } catch (Lowering.Refused | ArithmeticException _) {
      return List.of();
    }
  }

  /** Whether the expression is a polynomial in its symbols. */
  public static boolean polynomial(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _ -> true;
      case Expr.Add a -> a.args().stream().allMatch(Solver::polynomial);
      case Expr.Mul m -> m.args().stream().allMatch(Solver::polynomial);
      case Expr.Pow p -> polynomial(p.base()) && p.exponent() instanceof Expr.Num n && n.value().isInteger()
          && n.value().signum() >= 0;
      default -> false;
    };
  }

  /** Whether a closed expression is certainly undefined. */
  public static boolean undefined(Expr e) {
    return Trees.freeSymbols(e).isEmpty()
        && PointEvaluator.enclose(e, Map.of(), 30).status() == Enclosure.Status.UNDEFINED;
  }

  // ---- u = 0 ----

  private void equation(Expr u, Facts facts, int depth) {
    if (depth > MAX_DEPTH || ++steps > MAX_STEPS) {
      complete = false;
      return;
    }
    var cases = CaseSplit.firstCases(u);
    if (cases != null) {
      split(cases, u, facts, depth);
      return;
    }
    var here = facts.with(Definedness.of(u));
    if (here.contradictory()) {
      return;
    }
    try {
      numerator(new Lowering(here, work, oracle).of(u).cancelled(work).num(), here, depth);
    } catch (Lowering.NeedSign need) {
      for (var op : List.of(RelOp.GE, RelOp.LE)) {
        branch(rel(op, need.of(), ZERO), u, facts, depth);
      }
    } catch (Lowering.Refused | ArithmeticException _) {
      complete = false;
    }
  }

  private void branch(Expr known, Expr u, Facts facts, int depth) {
    var more = facts.with(List.of(known));
    if (!more.contradictory()) {
      equation(u, more, depth + 1);
    }
  }

  private void split(Expr.Cases cases, Expr u, Facts facts, int depth) {
    var condition = cases.conditions().get(0);
    var truth = CaseSplit.truth(condition, facts);
    if (truth == null) {
      var atom = CaseSplit.undecided(condition, facts);
      if (atom == null) {
        complete = false;
        return;
      }
      branch(atom, u, facts, depth);
      branch(rel(atom.op().negate(), atom.lhs(), atom.rhs()), u, facts, depth);
      return;
    }
    int n = cases.conditions().size();
    var by = truth ? cases.values().get(0) : n == 1 ? cases.otherwise()
        : Exprs.cases(cases.conditions().subList(1, n), cases.values().subList(1, n), cases.otherwise());
    if (by != null) {
      equation(Trees.substitute(u, Map.of(cases, by)), facts, depth);
    }
  }

  private void numerator(Poly p, Facts facts, int depth) {
    if (p.isZero()) {
      complete = false;
      SAMPLES.forEach(s -> values.add(num(s)));
      return;
    }
    var parts = Factors.of(p, oracle, work);
    for (var e : parts.monomial().exponents().entrySet()) {
      if (e.getValue().signum() > 0) {
        factor(Poly.generator(e.getKey()), facts, depth);
      }
    }
    for (var q : parts.factors().keySet()) {
      factor(q, facts, depth);
    }
  }

  private void factor(Poly q, Facts facts, int depth) {
    if (Lowering.imaginary(q)) {
      complete = false;
      ANGLES.forEach(a -> values.add(Exprs.mul(num(a), Exprs.PI)));
      return;
    }
    if (!facts.sign(ToExpr.of(q)).canBeZero()) {
      return;
    }
    var own = new LinkedHashSet<Generator>();
    for (var m : q.terms().keySet()) {
      m.exponents().keySet().stream().filter(this::mentions).forEach(own::add);
    }
    if (own.size() == 1) {
      univariate(q, own.getFirst(), facts, depth);
    } else if (own.isEmpty()) {
      complete &= certainlyNotZero(ToExpr.of(q));
    } else if (own.stream().allMatch(g -> g.kind() == Generator.Kind.LOG) && linear(q, own)) {
      exponentiated(q, own, facts, depth);
    } else {
      var root = own.stream().filter(g -> g.kind() == Generator.Kind.ROOT).findFirst().orElse(null);
      if (root == null || !squared(q, root, facts, depth)) {
        complete = false;
      }
    }
  }

  private boolean mentions(Generator g) {
    return switch (g.data()) {
      case Expr e -> Trees.freeSymbols(e).contains(x);
      case Poly p -> p.terms().keySet().stream().anyMatch(m -> m.exponents().keySet().stream().anyMatch(this::mentions));
      case null, default -> g.key().contains(x.name());
    };
  }

  private static boolean linear(Poly q, Set<Generator> own) {
    return q.terms().keySet().stream().allMatch(m -> m.exponents().keySet().stream().noneMatch(own::contains)
        || m.exponents().size() == 1 && m.exponents().get(m.exponents().firstKey()).isOne());
  }

  /** Σ qᵢ·log|fᵢ| + c = 0 says that Π |fᵢ|^{kqᵢ}·e^{kc} = 1; an even k leaves no absolute value. */
  private void exponentiated(Poly q, Set<Generator> own, Facts facts, int depth) {
    var k = BigInteger.ONE;
    for (var t : q.terms().entrySet()) {
      if (t.getKey().exponents().keySet().stream().anyMatch(own::contains)) {
        var den = t.getValue().re().den();
        k = k.multiply(den).divide(k.gcd(den));
      }
    }
    var twice = num(Rational.of(k.shiftLeft(1)));
    equation(Expansion.of(sub(Exprs.exp(Exprs.mul(twice, ToExpr.of(q))), Exprs.ONE)), facts, depth + 1);
  }

  /** a + b·√r = 0 implies a² = b²·r. */
  private boolean squared(Poly q, Generator root, Facts facts, int depth) {
    if (depth >= MAX_DEPTH) {
      return false;
    }
    var a = Poly.ZERO;
    var b = Poly.ZERO;
    for (var t : q.terms().entrySet()) {
      var e = t.getKey().exponent(root);
      var rest = Poly.term(t.getValue(), t.getKey().without(root), work);
      if (e.isZero()) {
        a = a.plus(rest, work);
      } else if (e.equals(Rational.HALF)) {
        b = b.plus(rest, work);
      } else {
        return false;
      }
    }
    numerator(a.pow(2, work).plus(b.pow(2, work).times((Poly) root.data(), work).negate(), work), facts, depth + 1);
    return true;
  }

  // ---- a polynomial in one generator ----

  private void univariate(Poly q, Generator g, Facts facts, int depth) {
    var least = Rational.ZERO;
    var scale = Rational.ONE;
    for (var m : q.terms().keySet()) {
      var e = m.exponent(g);
      least = e.compareTo(least) < 0 ? e : least;
      scale = scale.times(Rational.of(e.den())).dividedBy(Rational.of(scale.num().gcd(e.den())));
    }
    var coefficients = new TreeMap<Integer, Poly>();
    for (var t : q.terms().entrySet()) {
      var k = t.getKey().exponent(g).minus(least).times(scale);
      if (!k.isIntegerWithin(PolynomialRoots.MAX_DEGREE)) {
        complete = false;
        return;
      }
      coefficients.merge(k.intValueExact(), Poly.term(t.getValue(), t.getKey().without(g), work), (a, b) -> a.plus(b, work));
    }
    var roots = new PolynomialRoots(facts).of(coefficients);
    complete &= roots.complete();
    for (var root : roots.values()) {
      undo(g, root, scale, facts, depth);
    }
  }

  /** g^(1/scale) = root. */
  private void undo(Generator g, Expr root, Rational scale, Facts facts, int depth) {
    var closed = Trees.freeSymbols(root).isEmpty() ? PointEvaluator.enclose(root, Map.of(), 40) : null;
    if (closed != null && closed.isDefined() && closed.upper().signum() < 0 && !scale.isOne()) {
      return; // a root is not negative
    }
    var value = Exprs.pow(root, num(scale));
    switch (g.kind()) {
      case VARIABLE -> values.add(value);
      case EXP -> {
        if (closed == null || !closed.isDefined() || closed.upper().signum() > 0) {
          argument(((Expr.Call) g.data()).arg(), Exprs.log(value), facts, depth);
        }
      }
      case LOG -> {
        if (g.data() instanceof Expr) {
          argument(ToExpr.insideOfLog(g), Exprs.exp(value), facts, depth);
          argument(ToExpr.insideOfLog(g), Exprs.neg(Exprs.exp(value)), facts, depth);
        } else {
          complete = false;
        }
      }
      case ROOT -> argument(ToExpr.of((Poly) g.data()), value, facts, depth);
      case FUNCTION -> {
        if (g.data() instanceof Expr.Call c && c.is("atan")) {
          argument(c.arg(), Exprs.call("tan", value), facts, depth);
        } else if (g.data() instanceof Expr.Call c && c.is("asin")) {
          argument(c.arg(), Exprs.call("sin", value), facts, depth);
        } else if (g.data() instanceof Expr.Call c && c.is("erf") && Exprs.isZero(value)) {
          argument(c.arg(), ZERO, facts, depth);
        } else {
          complete = false;
        }
      }
      case PI, NUMBER -> complete = false;
    }
  }

  private void argument(Expr inner, Expr value, Facts facts, int depth) {
    if (inner.equals(x)) {
      values.add(value);
    } else {
      equation(Expansion.of(sub(inner, value)), facts, depth + 1);
    }
  }

  /** Whether a closed expression is certainly not zero. */
  static boolean certainlyNotZero(Expr e) {
    if (!Trees.freeSymbols(e).isEmpty()) {
      return false;
    }
    var v = PointEvaluator.enclose(e, Map.of(), 60);
    return v.isDefined() && (v.lower().signum() > 0 || v.upper().signum() < 0);
  }
}
