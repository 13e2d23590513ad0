package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Exponential;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Implications;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Writes down that an equation follows from those that are known. */
final class EquationCertifier {

  private static final int MAX_POWER = 20;

  private final Oracle oracle;
  private final long units;
  private final Goal goal;
  private final List<Expr.Rel> facts;
  private Expr undecided;

  EquationCertifier(Oracle oracle, long units, Goal goal) {
    this.oracle = oracle;
    this.units = units;
    this.goal = goal;
    this.facts = goal.facts();
  }

  /** An expression whose sign would have told more; null if none was met. */
  Expr undecided() {
    return undecided;
  }

  /** As a multiple of a known equation; by exponentials or squares of the sides. Null if none was found. */
  Map<String, Object> plain() {
    var combination = combination(goal.lhs(), goal.rhs());
    if (combination != null) {
      return combination;
    }
    var exponentials = exponentials(goal.lhs(), goal.rhs());
    if (exponentials != null) {
      return exponentials;
    }
    var scaled = scaled();
    return scaled != null ? scaled : squared();
  }

  /** By a known product or sum of squares that is 0, or by the exponentials of a known equation. Null if none was found. */
  Map<String, Object> byCases(Function<Goal, Map<String, Object>> prover) {
    var factors = byEquation((i, h) -> zeroProduct(i, h, prover));
    if (factors != null) {
      return factors;
    }
    var squares = byEquation((i, h) -> squares(i, h, prover));
    return squares != null ? squares : byEquation((i, h) -> raised(i, h, prover));
  }

  /** What is tried with a known equation. */
  private interface Use {
    Map<String, Object> of(int i, Expr.Rel h);
  }

  private Map<String, Object> byEquation(Use use) {
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).op() != RelOp.EQ) {
        continue;
      }
      try {
        var found = use.of(i, facts.get(i));
        if (found != null) {
          return found;
        }
      } catch (Normal.NeedSign need) {
        undecided = undecided == null ? need.of() : undecided;
      } catch (Rejected | Normal.Refused | Lowering.Refused | Work.Exhausted | ArithmeticException _) {
        // this one does not do
      }
    }
    return null;
  }

  private static Expr difference(Expr.Rel h) {
    return Exprs.sub(h.lhs(), h.rhs());
  }

  /** The hints by which the normal form is 0; null if it is not. */
  private List<Object> zero(Expr e) {
    var finder = new Grounds(facts, oracle, new Work(units)).new Finder();
    return new Normal(facts, finder).of(Expand.of(e)).isZero() ? finder.given() : null;
  }

  /** The difference of two expressions is a multiple of that of one of the known equations. */
  private Map<String, Object> combination(Expr l, Expr r) {
    var d = Exprs.sub(l, r);
    var quotient = byEquation((i, h) -> multiple(i, d, new MultipleCertifier(oracle).quotient(d, difference(h), facts), h));
    return quotient != null ? quotient : byEquation((i, h) -> multiple(i, d, Exprs.add(h.lhs(), h.rhs()), h)); // u² − v² is (u + v)·(u − v)
  }

  private Map<String, Object> multiple(int i, Expr d, Expr q, Expr.Rel h) {
    var hints = Implications.isPresent(goal, q) ? zero(Exprs.sub(d, Exprs.mul(q, difference(h)))) : null;
    return hints == null ? null : node("rule", "combination", "sum", List.of(node("of", i, "times", Sexpr.write(q))), "hints", hints);
  }

  private Map<String, Object> exponentials(Expr l, Expr r) {
    var next = combination(Exponential.of(l), Exponential.of(r));
    return next == null ? null : node("rule", "injective", "by", "exponentials", "next", next);
  }

  /** By the exponentials of the sides without a denominator: x = log(y)/k. */
  private Map<String, Object> scaled() {
    for (var side : List.of(goal.lhs(), goal.rhs())) {
      for (var f : Expand.of(side) instanceof Expr.Mul m ? m.args() : List.<Expr>of()) {
        if (f instanceof Expr.Pow p && p.exponent().equals(Exprs.MINUS_ONE)) {
          var by = new Grounds(facts, oracle, new Work(units)).decide(rel(RelOp.NE, p.base(), Exprs.ZERO));
          var next = by == null ? null : exponentials(Exprs.mul(p.base(), Expand.of(goal.lhs())), Exprs.mul(p.base(), Expand.of(goal.rhs())));
          if (next != null) {
            return node("rule", "expand", "next", node("rule", "injective", "factor", Sexpr.write(p.base()), "nonzero", by, "next", next));
          }
        }
      }
    }
    return null;
  }

  /** By the squares of two sides that are not negative. */
  private Map<String, Object> squared() {
    var grounds = new Grounds(facts, oracle, new Work(units));
    var left = grounds.decide(rel(RelOp.GE, goal.lhs(), Exprs.ZERO));
    var right = left == null ? null : grounds.decide(rel(RelOp.GE, goal.rhs(), Exprs.ZERO));
    var next = right == null ? null : combination(Exprs.pow(goal.lhs(), 2), Exprs.pow(goal.rhs(), 2));
    return next == null ? null : node("rule", "injective", "left", left, "right", right, "next", next);
  }

  /** The equation says that a product is 0: a proof for each factor. */
  private Map<String, Object> zeroProduct(int i, Expr.Rel h, Function<Goal, Map<String, Object>> prover) {
    var all = new ArrayList<Map.Entry<Expr, Integer>>();
    var constant = factors(difference(h), all);
    boolean one = all.size() == 1 && all.getFirst().getValue() == 1;
    if (constant == null || one || all.isEmpty() || all.stream().anyMatch(p -> p.getValue() < 1)) {
      return null;
    }
    var product = new ArrayList<Expr>(List.of(Exprs.num(constant)));
    all.forEach(p -> product.add(Exprs.pow(p.getKey(), p.getValue())));
    var hints = zero(Exprs.sub(difference(h), Exprs.mul(product)));
    if (hints == null) {
      return null;
    }
    var cases = new ArrayList<Object>();
    for (var p : all) {
      var more = goal.with(rel(RelOp.EQ, p.getKey(), Exprs.ZERO));
      var absurd = new Grounds(more.facts(), oracle, new Work(units)).absurd();
      var next = absurd != null ? node("rule", "absurd", "by", absurd) : prover.apply(more);
      if (next == null) {
        return null;
      }
      cases.add(next);
    }
    return node("rule", "zero product", "of", i, "times", constant.toString(), "factors",
        all.stream().map(p -> (Object) node("of", Sexpr.write(p.getKey()), "power", p.getValue())).toList(), "hints", hints, "cases", cases);
  }

  private Fraction lowered(Expr e, Work work) {
    return new Lowering(new Facts(facts, work), work, oracle).of(Expansion.of(e)).cancelled(work);
  }

  /** Puts the factors, as they are written or else of the normal form, into the list and returns the constant one; null if there is a denominator. */
  private Rational factors(Expr d, List<Map.Entry<Expr, Integer>> into) {
    if (d instanceof Expr.Mul m && m.args().stream().noneMatch(Expr.Pow.class::isInstance)) {
      m.args().stream().filter(f -> !(f instanceof Expr.Num)).forEach(f -> into.add(Map.entry(f, 1)));
      return m.args().getFirst() instanceof Expr.Num k ? k.value() : Rational.ONE;
    }
    var work = new Work(units);
    var f = lowered(d, work);
    var parts = Factors.of(f.num(), oracle, work);
    parts.monomial().exponents().forEach((x, e) -> into.add(Map.entry(ToExpr.of(Poly.generator(x)), e.isIntegerWithin(MAX_POWER) ? e.intValueExact() : 0)));
    parts.factors().forEach((p, k) -> into.add(Map.entry(ToExpr.of(p), k)));
    return f.den().isEmpty() && parts.constant().isReal() ? parts.constant().re() : null;
  }

  /** The equation says that a positive combination of squares is 0. */
  private Map<String, Object> squares(int i, Expr.Rel h, Function<Goal, Map<String, Object>> prover) {
    var work = new Work(units);
    var f = lowered(difference(h), work);
    for (int sign : f.den().isEmpty() ? List.of(1, -1) : List.<Integer>of()) {
      var squares = SumOfSquares.of(sign > 0 ? f.num() : f.num().negate(), work);
      if (squares == null || squares.isEmpty()) {
        continue;
      }
      var e = new ArrayList<Expr>(List.of(Exprs.mul(Exprs.num(sign), difference(h))));
      squares.forEach(s -> e.add(Exprs.mul(Exprs.num(s.times().negate()), Exprs.pow(s.of(), 2))));
      var hints = zero(Exprs.add(e));
      var more = goal;
      for (var s : squares) {
        more = more.with(rel(RelOp.EQ, s.of(), Exprs.ZERO));
      }
      var next = hints == null ? null : prover.apply(more);
      if (next != null) {
        return node("rule", "squares", "of", i, "times", Integer.toString(sign), "squares",
            squares.stream().map(s -> (Object) node("of", Sexpr.write(s.of()), "times", s.times().toString())).toList(), "hints", hints, "next", next);
      }
    }
    return null;
  }

  /** With the exponentials of the sides of an equation between logarithms, which are multiplied by their denominator. */
  private Map<String, Object> raised(int i, Expr.Rel h, Function<Goal, Map<String, Object>> prover) {
    var l = Expand.of(h.lhs());
    var r = Expand.of(h.rhs());
    if (!Trees.any(Exprs.sub(l, r), x -> x instanceof Expr.Call c && c.is("log"))) {
      return null;
    }
    for (var k : factors(l, r)) {
      var left = Exponential.of(k, l);
      var right = Exponential.of(k, r);
      boolean logarithms = Exponential.exponent(left) != null && Exponential.exponent(right) != null;
      var next = logarithms ? null : prover.apply(goal.with(rel(RelOp.EQ, left, right)));
      if (next != null) {
        return node("rule", "raised", "of", i, "factor", Sexpr.write(k), "next", next);
      }
    }
    return null;
  }

  private static List<Expr> factors(Expr... sides) {
    var all = new ArrayList<Expr>(List.of(Exprs.ONE));
    for (var side : sides) {
      for (var f : side instanceof Expr.Mul m ? m.args() : List.<Expr>of()) {
        if (f instanceof Expr.Pow p && p.exponent().equals(Exprs.MINUS_ONE)) {
          all.add(p.base());
        }
      }
    }
    return all;
  }
}
