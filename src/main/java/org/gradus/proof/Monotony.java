package org.gradus.proof;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * A function that is not negative at a point, does not fall to the right of it and does not rise to the left of it, is nowhere
 * negative (mean value theorem). For functions of one variable that are smooth and defined on a whole interval.
 */
final class Monotony {

  /** How much deeper the signs of derivatives are looked for. */
  static final int STEP = 4;
  /**
   * Work units for the points of one function at which it may be least, and for one from which it is followed to both sides. Values to 60
   * digits, derivatives and what is known of a half-line are counted nowhere else; a proof takes a handful, a search a dozen of each.
   */
  private static final long ATTEMPT = 200_000;
  private static final List<Rational> POINTS = List.of(Rational.ZERO, Rational.ONE, Rational.HALF, Rational.MINUS_ONE);

  private final SignProof signs;
  private final Oracle oracle;
  private final Work work;

  Monotony(SignProof signs, Oracle oracle, Work work) {
    this.signs = signs;
    this.oracle = oracle;
    this.work = work;
  }

  /** Whether {@code u op 0} on the domain that the facts describe; u expanded and without cases. */
  boolean holds(RelOp op, Expr u, Facts facts, int depth) {
    if (op == RelOp.LE || op == RelOp.LT) {
      return holds(op.flip(), Exprs.neg(u), facts, depth);
    }
    var symbols = Trees.freeSymbols(u);
    if (op != RelOp.GE && op != RelOp.GT || symbols.size() != 1 || Trees.any(u, ByDerivative::notSmooth)) {
      return false;
    }
    var x = symbols.iterator().next();
    var base = interval(x, facts);
    if (!everywhere(Definedness.of(u), base)) {
      return false;
    }
    try {
      work.spend(ATTEMPT);
      var slope = Expansion.of(Derivatives.of(u, x, 1));
      for (var c : candidates(x, slope, base)) {
        if (from(c, op, u, slope, x, base, depth)) {
          return true;
        }
      }
    } catch (Derivatives.NotDifferentiable | Lowering.Refused | ArithmeticException _) {
      return false;
    }
    return false;
  }

  /** The bounds of x among the facts: what holds on that interval holds on the part of it that the other facts leave. */
  private Facts interval(Expr.Sym x, Facts facts) {
    var bounds = new LinkedHashSet<Expr>();
    for (var r : facts.relations()) {
      boolean own = r.lhs().equals(x) && Trees.freeSymbols(r.rhs()).isEmpty() || r.rhs().equals(x) && Trees.freeSymbols(r.lhs()).isEmpty();
      if (own && r.op() != RelOp.NE && r.op() != RelOp.EQ && r.op() != RelOp.APPROX) {
        bounds.add(r);
      }
    }
    return new Facts(List.copyOf(bounds), work);
  }

  private static boolean everywhere(List<? extends Expr> relations, Facts base) {
    return relations.stream().allMatch(r -> r instanceof Expr.Rel q && base.decide(q) == Boolean.TRUE);
  }

  private List<Expr> candidates(Expr.Sym x, Expr slope, Facts base) {
    var all = new LinkedHashSet<Expr>();
    for (var r : base.relations()) {
      all.add(r.lhs().equals(x) ? r.rhs() : r.lhs());
    }
    POINTS.forEach(p -> all.add(Exprs.num(p)));
    all.addAll(Solver.solve((Expr.Rel) Exprs.rel(RelOp.EQ, slope, Exprs.ZERO), x, base.relations(), oracle, work).values());
    all.removeIf(c -> !Trees.freeSymbols(c).isEmpty());
    return List.copyOf(all);
  }

  private boolean from(Expr c, RelOp op, Expr u, Expr slope, Expr.Sym x, Facts base, int depth) {
    var at = Map.of(x, c);
    boolean inside = true;
    for (var r : base.relations()) {
      var s = sign(Trees.substitute(Exprs.sub(r.lhs(), r.rhs()), at));
      if (s == null || !r.op().holdsForSign(s) && s != 0) {
        return false; // beyond an end
      }
      inside &= r.op().holdsForSign(s);
    }
    for (var d : Definedness.of(u)) {
      var r = (Expr.Rel) d;
      var s = sign(Trees.substitute(Exprs.sub(r.lhs(), r.rhs()), at));
      if (s == null || !r.op().holdsForSign(s)) {
        return false; // not continuous there
      }
    }
    var value = sign(Trees.substitute(u, at));
    if (value == null || value < 0 || value == 0 && op == RelOp.GT && inside) {
      return false;
    }
    work.spend(ATTEMPT);
    boolean strict = value == 0 && op == RelOp.GT;
    return side(RelOp.GT, c, strict ? RelOp.GT : RelOp.GE, slope, x, base, depth)
        && side(RelOp.LT, c, strict ? RelOp.LT : RelOp.LE, slope, x, base, depth);
  }

  private boolean side(RelOp where, Expr c, RelOp claim, Expr slope, Expr.Sym x, Facts base, int depth) {
    var there = base.with(List.of(Exprs.rel(where, x, c)));
    return there.contradictory() || everywhere(Definedness.of(slope), there) && signs.holds(claim, slope, there, depth + STEP);
  }

  /** The sign of a closed expression, or null. */
  private Integer sign(Expr e) {
    var v = PointEvaluator.enclose(e, Map.of(), 60);
    if (!v.isDefined()) {
      return null;
    }
    if (v.lower().signum() > 0 || v.upper().signum() < 0) {
      return v.lower().signum() > 0 ? 1 : -1;
    }
    try {
      return v.exact() != null && v.exact().isZero() || new Lowering(Facts.NONE, work, oracle).of(Expansion.of(e)).isZero()
          || AlgebraicZero.is(e, Exprs.ZERO, work) ? 0 : null;
    } catch (Lowering.Refused | ArithmeticException _) {
      return null;
    }
  }
}
