package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Statements with floors, by cases of a fractional part. Where the arguments of the floors are aᵢ·u + bᵢ with whole aᵢ and
 * rational bᵢ, let u = ⌊u⌋ + t: then ⌊aᵢu + bᵢ⌋ = aᵢ⌊u⌋ + ⌊aᵢt + bᵢ⌋, and the last floor is constant between the finitely many
 * t in [0, 1) at which some aᵢt + bᵢ is whole (Graham, Knuth and Patashnik, <i>Concrete Mathematics</i>, §3.2). At each of these t, and
 * between them, the statement has one floor, ⌊u⌋, or none.
 */
final class IntegerParts {

  /** Statements with more cases are left. */
  static final int MAX_CASES = 64;
  private static final int MAX_ROUNDS = 3;

  private final Oracle oracle;
  private final Work work;
  private int cases;

  IntegerParts(Oracle oracle, Work work) {
    this.oracle = oracle;
    this.work = work;
  }

  /** What is to be shown where some facts hold. */
  private interface Goal {
    boolean holds(Goal.Sides sides, Facts facts);

    /** The parts of the statement, expanded. */
    record Sides(List<Expr> parts) {
      Sides map(Map<Expr, Expr> to) {
        return new Sides(parts.stream().map(e -> Trees.substitute(e, to)).toList());
      }
    }
  }

  /** One argument: a·u + b. */
  private record Argument(Expr floor, Rational a, Rational b) {}

  /** Whether floors of something that varies occur in the expressions (expanded). */
  static boolean concern(Expr... expressions) {
    return List.of(expressions).stream().anyMatch(e -> Trees.any(e,
        x -> x instanceof Expr.Call c && c.is("floor") && !Trees.freeSymbols(c).isEmpty()));
  }

  /** Whether l = r, both expanded, where both are defined and the facts hold. */
  boolean equal(Expr l, Expr r, Facts facts) {
    return split(new Goal.Sides(List.of(l, r)), expanded(facts), 0, (s, known) -> known.contradictory()
        || new CaseSplit(oracle, work, null).prove(s.parts().get(0), s.parts().get(1), known, 0));
  }

  /** Whether the relation of the difference, expanded, to zero holds where it is defined and the facts hold. */
  boolean relation(RelOp op, Expr difference, Facts facts) {
    return split(new Goal.Sides(List.of(difference)), expanded(facts), 0, (s, known) -> known.contradictory()
        || known.decide((Expr.Rel) rel(op, s.parts().get(0), ZERO)) == Boolean.TRUE
        || new SignProof(oracle, work).holds(op, s.parts().get(0), known, 0));
  }

  String method() {
    return "the integer parts, " + cases + " cases";
  }

  private Facts expanded(Facts facts) {
    return new Facts(facts.relations().stream().map(Expansion::of).toList(), work);
  }

  private boolean split(Goal.Sides sides, Facts facts, int round, Goal goal) {
    var floors = floors(sides, facts);
    if (floors == null || floors.isEmpty() || round == MAX_ROUNDS) {
      return false;
    }
    var arguments = arguments(floors);
    if (arguments == null) {
      return false;
    }
    var u = arguments.getKey();
    var borders = borders(arguments.getValue());
    if (borders == null) {
      return false;
    }
    var whole = call("floor", u);
    var steps = new ArrayList<>(borders);
    for (int i = 0; i < steps.size(); i++) {
      var from = steps.get(i);
      var to = i + 1 < steps.size() ? steps.get(i + 1) : Rational.ONE;
      if (!at(from, u, whole, arguments.getValue(), sides, facts, round, goal)
          || !between(from, to, u, whole, arguments.getValue(), sides, facts, round, goal)) {
        return false;
      }
    }
    return true;
  }

  /** Where u = ⌊u⌋ + t. */
  private boolean at(Rational t, Expr u, Expr whole, List<Argument> arguments, Goal.Sides sides, Facts facts, int round, Goal goal) {
    cases++;
    var values = values(arguments, whole, t);
    var known = facts.substitute(values).with(List.of(rel(RelOp.EQ, sub(u, whole), num(t))));
    if (shown(sides.map(values), known, round, goal)) {
      return true;
    }
    // ⌊u⌋ is u − t: without floors there is more that is known
    var without = values(arguments, sub(u, num(t)), t);
    without.put(whole, sub(u, num(t)));
    return shown(sides.map(without), facts.substitute(without), round, goal);
  }

  /** Where ⌊u⌋ + from < u < ⌊u⌋ + to. */
  private boolean between(Rational from, Rational to, Expr u, Expr whole, List<Argument> arguments, Goal.Sides sides, Facts facts,
      int round, Goal goal) {
    cases++;
    var values = values(arguments, whole, from.plus(to).times(Rational.HALF));
    var known = facts.substitute(values).with(List.of(rel(RelOp.GT, sub(u, whole), num(from)), rel(RelOp.LT, sub(u, whole), num(to))));
    return integral(mul(num(Rational.ONE.dividedBy(to.minus(from))), sub(u, add(whole, num(from)))), facts) || shown(sides.map(values), known, round, goal);
  }

  private boolean shown(Goal.Sides sides, Facts known, int round, Goal goal) {
    return goal.holds(sides, known) || split(sides, known, round + 1, goal);
  }

  /** Each floor where the fractional part of u is t, or near t on the same side of all borders. */
  private static Map<Expr, Expr> values(List<Argument> arguments, Expr whole, Rational t) {
    var map = new LinkedHashMap<Expr, Expr>();
    for (var g : arguments) {
      map.put(g.floor(), add(mul(num(g.a()), whole), num(Rational.of(g.a().times(t).plus(g.b()).floor()))));
    }
    return map;
  }

  /** 0 and the other t in [0, 1) at which a floor jumps; null if there are too many. */
  private static Set<Rational> borders(List<Argument> arguments) {
    var borders = new TreeSet<Rational>();
    borders.add(Rational.ZERO);
    for (var g : arguments) {
      if (g.a().abs().compareTo(Rational.of(MAX_CASES)) > 0) {
        return null;
      }
      // a·t + b = k for t in [0, 1): k from the smaller to the larger of b and a + b
      var low = g.a().signum() > 0 ? g.b() : g.a().plus(g.b());
      var high = g.a().signum() > 0 ? g.a().plus(g.b()) : g.b();
      for (var k = Rational.of(low.floor()); k.compareTo(high) <= 0; k = k.plus(Rational.ONE)) {
        var t = k.minus(g.b()).dividedBy(g.a());
        if (t.signum() >= 0 && t.compareTo(Rational.ONE) < 0) {
          borders.add(t);
        }
      }
    }
    return borders.size() > MAX_CASES / 2 ? null : borders;
  }

  /** The innermost floors that stand under no sum or integral; null if some do, or if some may stand where their argument has no value. */
  private static Set<Expr> floors(Goal.Sides sides, Facts facts) {
    var found = new LinkedHashSet<Expr>();
    var all = new ArrayList<Expr>(sides.parts());
    all.addAll(facts.relations());
    for (var e : all) {
      if (Trees.any(e, x -> (x instanceof Expr.Big || x instanceof Expr.Integral) && concern(x))) {
        return null;
      }
      Trees.any(e, x -> {
        if (x instanceof Expr.Call c && c.is("floor") && !Trees.any(c.arg(), y -> y instanceof Expr.Call d && d.is("floor"))
            && CaseSplit.firstCases(c.arg()) == null) {
          found.add(c);
        }
        return false;
      });
    }
    // what stands in a case is looked at only in that case, and in the others need not have a value
    return found.stream().allMatch(f -> Definedness.of(f).stream().allMatch(c -> facts.decide((Expr.Rel) c) == Boolean.TRUE)
        || all.stream().anyMatch(e -> always(e, f))) ? found : null;
  }

  /** Whether the part has a value wherever the whole has. */
  private static boolean always(Expr e, Expr part) {
    return e.equals(part) || !(e instanceof Expr.Cases) && Trees.children(e).stream().anyMatch(c -> always(c, part));
  }

  /** What all of them have for an argument but for factors and numbers, with these; null if there is no such thing. */
  private Map.Entry<Expr, List<Argument>> arguments(Set<Expr> floors) {
    try {
      var lowering = new Lowering(Facts.NONE, work, oracle);
      Poly unit = null;
      var factors = new LinkedHashMap<Expr, Rational>();
      var rests = new LinkedHashMap<Expr, Rational>();
      var denominators = BigInteger.ONE;
      for (var floor : floors) {
        var f = lowering.of(((Expr.Call) floor).arg()).cancelled(work);
        if (!f.den().isEmpty()) {
          return floors.size() == 1 ? Map.entry(((Expr.Call) floor).arg(), List.of(new Argument(floor, Rational.ONE, Rational.ZERO))) : null;
        }
        var constant = f.num().terms().get(Monomial.ONE);
        if (constant != null && !constant.isReal()) {
          return null;
        }
        var b = constant == null ? Rational.ZERO : constant.re();
        var p = f.num().plus(Poly.constant(Complex.of(b.negate())), work);
        if (p.isZero()) {
          continue; // a number
        }
        unit = unit == null ? p : unit;
        var a = ratio(p, unit);
        if (a == null) {
          return null;
        }
        factors.put(floor, a);
        rests.put(floor, b);
        var gcd = denominators.gcd(a.den());
        denominators = denominators.divide(gcd).multiply(a.den());
      }
      if (unit == null) {
        return null;
      }
      var d = Rational.of(denominators);
      var list = new ArrayList<Argument>();
      factors.forEach((floor, a) -> list.add(new Argument(floor, a.times(d), rests.get(floor))));
      return Map.entry(mul(num(d.reciprocal()), ToExpr.of(unit)), list);
    } catch (Lowering.Refused | ArithmeticException _) {
      return null;
    }
  }

  /** q with p = q·unit, or null. */
  private Rational ratio(Poly p, Poly unit) {
    var q = p.leading().getValue();
    var by = unit.terms().get(p.leading().getKey());
    if (by == null || !q.isReal() || !by.isReal()) {
      return null;
    }
    var ratio = q.re().dividedBy(by.re());
    return p.plus(unit.times(Poly.constant(Complex.of(ratio.negate())), work), work).isZero() ? ratio : null;
  }

  /** Whether the expression has only whole values: then it is not strictly between 0 and 1. */
  private boolean integral(Expr e, Facts facts) {
    try {
      var whole = new LinkedHashMap<Expr, Expr>();
      for (var r : facts.relations()) {
        if (r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym && r.rhs().equals(call("floor", r.lhs()))) {
          whole.put(r.lhs(), r.rhs());
        }
      }
      var f = new Lowering(Facts.NONE, work, oracle).of(Trees.substitute(e, whole)).cancelled(work);
      return f.den().isEmpty() && f.num().terms().entrySet().stream().allMatch(t -> t.getValue().isReal() && t.getValue().re().isInteger()
          && Lowering.integral(t.getKey()));
    } catch (Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }
}
