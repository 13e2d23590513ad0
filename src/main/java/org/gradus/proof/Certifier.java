package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.certificate.Atom;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Exponential;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Hints;
import org.gradus.certificate.MeanValue;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Slope;
import org.gradus.certificate.Steps;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Writes down the proof of a goal in the rules that the certificate checker knows. It looks for it as the kernel does, by
 * cases and normal forms, but in the checker's terms, so that what it writes is what the checker computes.
 */
public final class Certifier {

  private static final int MAX_DEPTH = 24;
  private static final int MAX_BRANCHES = 400;
  /** So many variables are tried as factors of an inequality. */
  private static final int MAX_FACTORS = 6;
  private static final List<Rational> PROBES = List.of(Rational.ZERO, Rational.ONE, Rational.MINUS_ONE, Rational.HALF,
      Rational.of(-1, 2), Rational.TWO, Rational.of(-2), Rational.of(3), Rational.of(-3), Rational.of(1, 3));

  private final Oracle oracle;
  private final Work work;
  private int branches;

  /** A writer with the given budget of work. */
  public Certifier(Oracle oracle, long units) {
    this.oracle = oracle;
    this.work = new Work(units);
  }

  /** The proof, or null if none was found in these rules. */
  public Map<String, Object> prove(Goal goal) {
    try {
      var plain = attempt(goal);
      return plain != null || goal.choices().isEmpty() ? plain : each(goal, 0);
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  /** The proof after parts of the sides have been replaced by others of the same value, each by the next one; or null. */
  public Map<String, Object> rewritten(Goal goal, Map<Expr, Expr> parts) {
    var nodes = new ArrayList<Map<String, Object>>();
    var g = goal;
    try {
      for (var e : parts.entrySet()) {
        var finder = grounds(g).new Finder();
        if (!new Normal(g.facts(), finder).of(Expand.of(Exprs.sub(e.getKey(), e.getValue()))).isZero()) {
          return null;
        }
        nodes.add(node("rule", "rewritten", "part", Sexpr.write(e.getKey()), "as", Sexpr.write(e.getValue()), "hints", finder.given()));
        g = g.rewritten(e.getKey(), e.getValue());
      }
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException _) {
      return null;
    }
    var proof = prove(g);
    for (var n : proof == null ? List.<Map<String, Object>>of() : nodes.reversed()) {
      n.put("next", proof);
      proof = n;
    }
    return proof;
  }

  /** The evidence that one relation follows from others, or null. */
  public Map<String, Object> follows(List<Expr.Rel> known, Expr.Rel r) {
    try {
      return new Grounds(known, oracle, work).decide(r);
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException _) {
      return null;
    }
  }

  private Map<String, Object> each(Goal g, int depth) {
    int alternatives = g.choices().getFirst().args().size();
    if (alternatives > Kernel.MAX_COMBINATIONS || depth > 6) {
      return null;
    }
    var cases = new ArrayList<Object>();
    for (int k = 0; k < alternatives; k++) {
      var next = g.put(0, k);
      var proof = next == null ? null : attempt(next);
      if (proof == null && next != null && !next.choices().isEmpty()) {
        proof = each(next, depth + 1);
      }
      if (proof == null) {
        return null;
      }
      cases.add(proof);
    }
    return node("rule", "each", "of", 0, "cases", cases);
  }

  private Grounds grounds(Goal g) {
    return new Grounds(g.facts(), oracle, work);
  }

  private Map<String, Object> attempt(Goal g) {
    for (int i = 0; i < g.known().size(); i++) {
      var r = g.known().get(i);
      boolean held = g.open() != null && Trees.any(r, x -> x.equals(g.open()));
      if (r.op() == RelOp.EQ && !held) {
        var solved = solved(g, i, this::attempt);
        if (solved != null) {
          return solved;
        }
      }
    }
    if (g.op() != RelOp.EQ) {
      var by = grounds(g).decide(rel(g.op(), g.lhs(), g.rhs()));
      if (by != null) {
        return node("rule", "sign", "by", by);
      }
    }
    var halves = g.halves() == null ? null : halves(g.halves()); // boxes around a kink are many
    if (halves != null) {
      return halves;
    }
    var next = prove(g.expanded(), 0);
    for (int i = 0; next == null && i < g.known().size(); i++) {
      var more = g.apart(i);
      if (more.known().size() > g.known().size() && !g.known().containsAll(more.known())) {
        var proof = attempt(more);
        return proof == null ? null : node("rule", "apart", "of", i, "next", proof);
      }
    }
    if (next == null && g.op() != RelOp.EQ) {
      return new BoxCertifier(g).write();
    }
    return next == null ? null : node("rule", "expand", "next", next);
  }

  private Map<String, Object> halves(List<Goal> halves) {
    var above = attempt(halves.get(0));
    var below = above == null ? null : attempt(halves.get(1));
    return below == null ? null : node("rule", "halves", "above", above, "below", below);
  }

  private Map<String, Object> prove(Goal g, int depth) {
    if (depth > MAX_DEPTH || branches > MAX_BRANCHES) {
      return null;
    }
    work.spend(20);
    if (g.lhs().equals(g.rhs()) && g.op().holdsForSign(0)) {
      branches++;
      return node("rule", "same");
    }
    var cases = g.cases();
    if (cases == null) {
      return g.op() == RelOp.EQ ? equality(g, depth) : inequality(g, depth);
    }
    var condition = cases.conditions().get(0);
    var grounds = grounds(g);
    for (var value : List.of(true, false)) {
      var because = truth(condition, value, grounds);
      if (because != null) {
        var next = g.chosen(cases, value);
        if (next == null) {
          branches++;
          return node("rule", "case", "because", because);
        }
        var proof = prove(next, depth);
        return proof == null ? null : node("rule", "case", "because", because, "next", proof);
      }
    }
    var atom = undecided(condition, grounds);
    if (atom == null) {
      return null;
    }
    var u = Exprs.sub(atom.lhs(), atom.rhs());
    if (g.open() != null && Trees.any(u, x -> x.equals(g.open()))) {
      return border(g, u, depth);
    }
    return split(g, atom, depth);
  }

  /** Above and below a border; where it may be an interval, first the place where that happens is split off. */
  private Map<String, Object> border(Goal g, Expr u, int depth) {
    var on = g.with(rel(RelOp.EQ, u, Exprs.ZERO)).known();
    var grounds = new Grounds(on, oracle, work);
    for (int order = 1; order <= 4; order++) {
      var slope = Expand.of(Slope.of(u, g.open(), order));
      var defined = BorderCertifier.defined(slope, grounds);
      if (defined == null) {
        return null;
      }
      var isolated = grounds.decide(rel(RelOp.NE, slope, Exprs.ZERO));
      if (isolated != null) {
        var above = branch(g, rel(RelOp.GT, u, Exprs.ZERO), depth);
        var below = above == null ? null : branch(g, rel(RelOp.LT, u, Exprs.ZERO), depth);
        return below == null ? null : node("rule", "border", "of", Sexpr.write(u), "order", order, "defined", defined,
            "isolated", isolated, "above", above, "below", below);
      }
      if (order == 1 && !Trees.any(slope, x -> x.equals(g.open()))) {
        return split(g, rel(RelOp.EQ, slope, Exprs.ZERO), depth);
      }
    }
    return null;
  }

  private Map<String, Object> split(Goal g, Expr.Rel on, int depth) {
    var then = branch(g, on, depth);
    var otherwise = then == null ? null : branch(g, rel(on.op().negate(), on.lhs(), on.rhs()), depth);
    return otherwise == null ? null : node("rule", "split", "on", Sexpr.write(on), "then", then, "else", otherwise);
  }

  private Map<String, Object> branch(Goal g, Expr.Rel fact, int depth) {
    var more = g.with(fact);
    var absurd = grounds(more).absurd();
    if (absurd != null) {
      branches++;
      return node("rule", "absurd", "by", absurd);
    }
    if (fact.op() == RelOp.EQ) {
      var solved = solved(more, more.known().size() - 1, x -> prove(x, depth + 1));
      if (solved != null) {
        return solved;
      }
    }
    return prove(more, depth + 1);
  }

  // --- conditions --------------------------------------------------------------------------------------------

  static Map<String, Object> truth(Expr condition, boolean value, Grounds grounds) {
    switch (condition) {
      case Expr.Rel r -> {
        var by = grounds.decide(value ? r : rel(r.op().negate(), r.lhs(), r.rhs()));
        return by == null ? null : node("is", value ? "true" : "false", "by", by);
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.NOT -> {
        return truth(l.args().get(0), !value, grounds);
      }
      case Expr.Logic l -> {
        boolean all = (l.op() == Expr.Logic.Op.AND) == value;
        var parts = new ArrayList<Object>();
        for (int i = 0; i < l.args().size(); i++) {
          var part = truth(l.args().get(i), value, grounds);
          if (!all && part != null) {
            return node("part", i, "because", part);
          }
          if (all && part == null) {
            return null;
          }
          parts.add(part);
        }
        return all ? node("parts", parts) : null;
      }
      default -> {
        return null;
      }
    }
  }

  private static Expr.Rel undecided(Expr condition, Grounds grounds) {
    return switch (condition) {
      case Expr.Rel r -> r;
      case Expr.Logic l -> {
        for (var a : l.args()) {
          if (truth(a, true, grounds) == null && truth(a, false, grounds) == null) {
            yield undecided(a, grounds);
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  // --- equations among the facts -----------------------------------------------------------------------------

  /** The proof after a variable has been replaced by what the i-th known relation, an equation, says; or null. */
  private Map<String, Object> solved(Goal g, int i, Function<Goal, Map<String, Object>> next) {
    var r = g.known().get(i);
    var u = Exprs.sub(r.lhs(), r.rhs());
    try {
      var f = new Normal(List.of(), Hints.NONE).of(Expand.of(u)).cancelled();
      if (!f.den().isEmpty() || f.num().complex()) {
        return null;
      }
      for (var t : f.num().terms().entrySet()) {
        var atoms = t.getKey().exponents();
        if (atoms.size() != 1 || atoms.firstKey().kind() != Atom.Kind.VARIABLE || !atoms.get(atoms.firstKey()).isOne()
            || atoms.firstKey().expr() == null || !Steps.isVariable(atoms.firstKey().expr())) {
          continue;
        }
        var x = atoms.firstKey().expr();
        var c = t.getValue().re();
        var value = Exprs.mul(Exprs.num(c.reciprocal().negate()),
            Normal.expr(f.num().plus(org.gradus.certificate.Poly.of(atoms.firstKey()).scale(t.getValue()).negate())));
        if (Trees.any(value, x::equals)) {
          continue;
        }
        Map<Expr, Expr> map = new HashMap<>();
        map.put(x, value);
        var proof = next.apply(g.substitute(map));
        return proof == null ? null : node("rule", "solve", "of", i, "variable", Sexpr.write(x), "value",
            Sexpr.write(value), "factor", c.toString(), "next", proof);
      }
    } catch (Normal.Refused | ArithmeticException _) {
      return null;
    }
    return null;
  }

  // --- leaves ------------------------------------------------------------------------------------------------

  private Map<String, Object> equality(Goal g, int depth) {
    branches++;
    var grounds = grounds(g);
    var finder = grounds.new Finder();
    try {
      var normal = new Normal(g.facts(), finder);
      if (normal.of(g.lhs()).minus(normal.of(g.rhs())).isZero()) {
        return node("rule", "zero", "hints", finder.given());
      }
    } catch (Normal.NeedSign need) {
      var other = withoutNormalForm(g, grounds);
      return other != null ? other : split(g, rel(RelOp.GE, need.of(), Exprs.ZERO), depth);
    } catch (Normal.Refused | ArithmeticException _) {
      return withoutNormalForm(g, grounds);
    }
    var other = withoutNormalForm(g, grounds);
    if (other != null) {
      return other;
    }
    var by = grounds.decide(rel(RelOp.EQ, g.lhs(), g.rhs()));
    if (by != null) {
      return node("rule", "sign", "by", by);
    }
    var hidden = hiddenEquation(g, grounds, depth);
    hidden = hidden != null ? hidden : squared(g, grounds, depth);
    return hidden != null ? hidden : equalDerivatives(g, depth);
  }

  /** A root and another side that is not negative, by their squares. */
  private Map<String, Object> squared(Goal g, Grounds grounds, int depth) {
    if (depth > MAX_DEPTH / 2 || List.of(g.lhs(), g.rhs()).stream().noneMatch(x -> x instanceof Expr.Pow p && p.exponent().equals(Exprs.HALF))) {
      return null;
    }
    var left = grounds.decide(rel(RelOp.GE, g.lhs(), Exprs.ZERO));
    var right = left == null ? null : grounds.decide(rel(RelOp.GE, g.rhs(), Exprs.ZERO));
    var next = right == null ? null : prove(new Goal(RelOp.EQ, Exprs.pow(g.lhs(), 2), Exprs.pow(g.rhs(), 2), g.facts(), g.choices(), g.open()), depth + 1);
    return next == null ? null : node("rule", "injective", "left", left, "right", right, "next", next);
  }

  private Map<String, Object> withoutNormalForm(Goal g, Grounds grounds) {
    if (AlgebraicZero.is(g.lhs(), g.rhs(), work)) {
      return node("rule", "algebraic number");
    }
    var absurd = grounds.absurd();
    return absurd == null ? null : node("rule", "absurd", "by", absurd);
  }

  /** From u ≥ 0 and u ≤ 0 the equation u = 0, if it can be solved. */
  private Map<String, Object> hiddenEquation(Goal g, Grounds grounds, int depth) {
    for (var r : g.facts()) {
      if (r.op() != RelOp.GE && r.op() != RelOp.LE) {
        continue;
      }
      var fact = rel(RelOp.EQ, r.lhs(), r.rhs());
      if (g.known().contains(fact)) {
        continue;
      }
      var by = grounds.decide(fact);
      if (by != null) {
        var more = g.with(fact);
        var next = solved(more, more.known().size() - 1, x -> prove(x, depth + 1));
        if (next != null) {
          return node("rule", "have", "fact", Sexpr.write(fact), "by", by, "next", next);
        }
      }
    }
    return null;
  }

  private Map<String, Object> inequality(Goal g, int depth) {
    branches++;
    var grounds = grounds(g);
    var absurd = grounds.absurd();
    if (absurd != null) {
      return node("rule", "absurd", "by", absurd);
    }
    var by = grounds.decide(rel(g.op(), g.lhs(), g.rhs()));
    if (by == null) {
      try {
        by = grounds.product(Exprs.sub(g.lhs(), g.rhs()), g.op());
      } catch (Normal.NeedSign need) {
        return split(g, rel(RelOp.GE, need.of(), Exprs.ZERO), depth);
      }
    }
    if (by == null && Exponential.exponent(g.lhs()) != null && Exponential.exponent(g.rhs()) != null) {
      var exponents = grounds.decide(rel(g.op(), Exponential.exponent(g.lhs()), Exponential.exponent(g.rhs())));
      if (exponents != null) {
        return node("rule", "increasing", "by", "logarithms", "next", node("rule", "sign", "by", exponents));
      }
    }
    if (by == null) {
      var scaled = scaled(g, grounds);
      scaled = scaled != null ? scaled : withoutFactors(g, grounds, depth);
      if (scaled != null) {
        return scaled;
      }
    }
    if (by != null) {
      return node("rule", "sign", "by", by);
    }
    var squares = SquareFacts.prove(g, oracle, work);
    return squares != null ? squares : Monotone.of(g, grounds, oracle, work, depth < MAX_DEPTH / 2
        ? x -> prove(x, MAX_DEPTH / 2 + depth) : _ -> null);
  }

  /** Times a positive variable, or over one. */
  private Map<String, Object> scaled(Goal g, Grounds grounds) {
    var names = Trees.freeSymbols(Exprs.sub(g.lhs(), g.rhs()));
    g.known().forEach(r -> names.addAll(Trees.freeSymbols(r)));
    if (names.size() > MAX_FACTORS) {
      return null;
    }
    for (var x : names) {
      if (grounds.decide(rel(RelOp.GT, x, Exprs.ZERO)) == null) {
        continue;
      }
      for (var k : List.of(x, Exprs.pow(x, -1))) {
        var by = grounds.decide(rel(g.op(), Exprs.mul(k, g.lhs()), Exprs.mul(k, g.rhs())));
        var positive = by == null ? null : grounds.decide(rel(RelOp.GT, k, Exprs.ZERO));
        if (positive != null) {
          return node("rule", "increasing", "factor", Sexpr.write(k), "positive", positive, "next", node("rule", "sign", "by", by));
        }
      }
    }
    return null;
  }

  /** A logarithm times what has a sign, in relation to 0: the logarithm alone. */
  private Map<String, Object> withoutFactors(Goal g, Grounds grounds, int depth) {
    if (g.op() == RelOp.NE || !Exprs.isZero(g.rhs()) || !(g.lhs() instanceof Expr.Mul m) || depth > MAX_DEPTH / 2) {
      return null;
    }
    var log = m.args().stream().filter(f -> f instanceof Expr.Call c && c.is("log")).toList();
    var rest = Exprs.mul(m.args().stream().filter(f -> !log.contains(f)).toList());
    if (log.size() != 1 || rest instanceof Expr.Num) {
      return null;
    }
    for (var size : List.of(rest, Exprs.neg(rest))) {
      if (grounds.decide(rel(RelOp.GT, size, Exprs.ZERO)) == null) {
        continue;
      }
      var factor = Exprs.pow(size, -1);
      var positive = grounds.decide(rel(RelOp.GT, factor, Exprs.ZERO));
      var scaled = new Goal(g.op(), Exprs.mul(factor, g.lhs()), Exprs.mul(factor, g.rhs()), g.facts(), g.choices(), g.open());
      var alone = size.equals(rest) ? log.getFirst() : Exprs.neg(log.getFirst());
      var next = positive == null ? null : scaled.lhs().equals(alone) ? prove(scaled, depth + 1) : rewritten(scaled, Map.of(scaled.lhs(), alone));
      if (next != null) {
        return node("rule", "increasing", "factor", Sexpr.write(factor), "positive", positive, "next", next);
      }
    }
    return null;
  }

  private Map<String, Object> equalDerivatives(Goal g, int depth) {
    var d = Exprs.sub(g.lhs(), g.rhs());
    var variables = List.copyOf(Trees.freeSymbols(d));
    if (!Trees.any(d, x -> x instanceof Expr.Call c && (c.is("atan") || c.is("asin") || c.is("log")))
        || variables.isEmpty() || variables.size() > 2 || depth > MAX_DEPTH / 2) {
      return null;
    }
    var facts = new ArrayList<>(new LinkedHashSet<>(g.facts()));
    var implied = new ArrayList<Object>();
    for (var r : List.copyOf(facts)) {
      var others = new ArrayList<>(facts);
      others.remove(r);
      var by = new Grounds(others, oracle, work).decideByFactors(r);
      if (by != null) {
        facts.remove(r);
        implied.add(node("fact", Sexpr.write(r), "by", by));
      }
    }
    if (facts.stream().anyMatch(r -> r.op() == RelOp.NE || r.op() == RelOp.EQ)) {
      return null;
    }
    var slopes = new ArrayList<Object>();
    var defined = new ArrayList<Object>();
    var inside = MeanValue.inside(g.facts(), facts);
    for (var v : variables) {
      var slope = Expand.of(Slope.of(d, v, 1));
      var conditions = BorderCertifier.defined(slope, new Grounds(inside, oracle, work));
      if (conditions == null) {
        return null;
      }
      defined.add(node("conditions", conditions));
      var proof = prove(new Goal(RelOp.EQ, slope, Exprs.ZERO, g.facts(), List.of(), null), MAX_DEPTH / 2 + 1);
      if (proof == null) {
        return null;
      }
      slopes.add(proof);
    }
    for (var p : PROBES) {
      for (var q : variables.size() == 1 ? List.of(Rational.ZERO) : PROBES) {
        var point = new HashMap<Expr, Expr>();
        var shown = node();
        for (int i = 0; i < variables.size(); i++) {
          point.put(variables.get(i), Exprs.num(i == 0 ? p : q));
          shown.put(variables.get(i).name(), (i == 0 ? p : q).toString());
        }
        boolean within = inside.stream().map(r -> (Expr.Rel) Trees.substitute(r, point)).allMatch(MeanValue::isTrue);
        var there = within ? prove(new Goal(RelOp.EQ, Trees.substitute(d, point), Exprs.ZERO, List.of(), List.of(), null),
            MAX_DEPTH / 2 + 1) : null;
        if (there != null) {
          return node("rule", "equal derivatives", "implied", implied, "slopes", slopes, "defined", defined, "point", shown, "there", there);
        }
      }
    }
    return null;
  }

  // --- what a claim needs besides ----------------------------------------------------------------------------

  /** Which of the relations that hold where both sides are defined say something new; the others with their evidence. */
  public record Where(List<Expr.Rel> conditions, List<Object> implied) {}

  /** The conditions of a proof, minimised. */
  public Where where(Goal g) {
    var needed = new ArrayList<>(new LinkedHashSet<>(Defined.of(g.lhs(), g.rhs())));
    var implied = new ArrayList<Object>();
    for (var r : List.copyOf(needed)) {
      var others = new ArrayList<>(needed);
      others.remove(r);
      var from = new ArrayList<>(g.known());
      from.addAll(others);
      var by = follows(from, r);
      if (by != null) {
        needed.remove(r);
        implied.add(node("fact", Sexpr.write(r), "by", by));
      }
    }
    return new Where(needed, implied);
  }
}
