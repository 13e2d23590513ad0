package org.gradus.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Proves the sign of an expression: by cases, then as a product of the factors of its normal form, each of known sign
 * (even powers are not negative; polynomials with coefficients of one sign in positive generators have that sign;
 * linear consequences of the facts; Sturm sequences and discriminants); logarithms by exponentiation; else by monotony.
 */
final class SignProof {

  private static final int MAX_DEPTH = 12;

  private final Oracle oracle;
  private final Work work;

  SignProof(Oracle oracle, Work work) {
    this.oracle = oracle;
    this.work = work;
  }

  /** Whether {@code u op 0} wherever u is defined and the facts hold; u expanded. */
  boolean holds(RelOp op, Expr u, Facts facts, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    var cases = CaseSplit.firstCases(u);
    if (cases != null) {
      return split(op, u, cases, facts, depth);
    }
    var here = facts.with(Definedness.of(u));
    if (here.contradictory()) {
      return true;
    }
    if (here.decide((Expr.Rel) Exprs.rel(op, u, Exprs.ZERO)) == Boolean.TRUE) {
      return true;
    }
    try {
      var f = new Lowering(here, work, oracle).of(u).cancelled(work);
      return allows(op, sign(f, here, MAX_DEPTH))
          || exponentiated(op, f, here, depth)
          || new Monotony(this, oracle, work).holds(op, u, facts, depth)
          || allows(op, sign(f, here, depth));
    } catch (Lowering.NeedSign need) {
      return branch(op, u, need.of(), RelOp.GE, facts, depth) && branch(op, u, need.of(), RelOp.LE, facts, depth);
    } catch (Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }

  private static boolean allows(RelOp op, Sign s) {
    return (!s.canBeNegative() || op.holdsForSign(-1)) && (!s.canBeZero() || op.holdsForSign(0))
        && (!s.canBePositive() || op.holdsForSign(1));
  }

  /** Σ qᵢ·log|fᵢ| + r has the sign of e^{k(…)} − 1, k positive; an even k leaves no absolute values. */
  private boolean exponentiated(RelOp op, Fraction f, Facts facts, int depth) {
    if (!f.den().isEmpty() || Lowering.imaginary(f.num())) {
      return false;
    }
    var k = BigInteger.ONE;
    boolean logs = false;
    for (var t : f.num().terms().entrySet()) {
      if (t.getKey().exponents().keySet().stream().anyMatch(g -> g.kind() == Generator.Kind.LOG)) {
        if (t.getKey().exponents().size() != 1 || !t.getKey().exponents().get(t.getKey().exponents().firstKey()).isOne()) {
          return false;
        }
        logs = true;
        var den = t.getValue().re().den();
        k = k.multiply(den).divide(k.gcd(den));
      }
    }
    if (!logs || k.bitLength() > 6) {
      return false;
    }
    var power = Exprs.mul(Exprs.num(Rational.of(k.shiftLeft(1))), ToExpr.of(f.num()));
    return holds(op, Expansion.of(Exprs.sub(Exprs.exp(power), Exprs.ONE)), facts, depth + 1);
  }

  private boolean branch(RelOp op, Expr u, Expr of, RelOp known, Facts facts, int depth) {
    var more = facts.with(List.of(Exprs.rel(known, of, Exprs.ZERO)));
    return more.contradictory() || holds(op, u, more, depth + 1);
  }

  private boolean split(RelOp op, Expr u, Expr.Cases cases, Facts facts, int depth) {
    var condition = cases.conditions().get(0);
    var truth = CaseSplit.truth(condition, facts);
    int n = cases.conditions().size();
    var rest = n == 1 ? cases.otherwise()
        : Exprs.cases(cases.conditions().subList(1, n), cases.values().subList(1, n), cases.otherwise());
    if (truth != null) {
      var by = truth ? cases.values().get(0) : rest;
      return by == null || holds(op, Trees.substitute(u, Map.of(cases, by)), facts, depth);
    }
    var atom = CaseSplit.undecided(condition, facts);
    if (atom == null) {
      return false;
    }
    for (var branch : List.of(atom.op(), atom.op().negate())) {
      var more = facts.with(List.of(Exprs.rel(branch, atom.lhs(), atom.rhs())));
      if (!more.contradictory() && !holds(op, u, more, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** @param depth from which on factors may be looked at by their slopes; {@link #MAX_DEPTH}: not at all */
  private Sign sign(Fraction f, Facts facts, int depth) {
    if (f.isZero()) {
      return Sign.ZERO;
    }
    var parts = new ArrayList<Sign>();
    var top = Factors.of(f.num(), oracle, work);
    if (!top.constant().isReal()) {
      return Sign.UNKNOWN;
    }
    parts.add(Sign.of(top.constant().re().signum()));
    for (var e : top.monomial().exponents().entrySet()) {
      parts.add(power(signOf(Poly.generator(e.getKey()), facts, MAX_DEPTH), e.getValue().isInteger()
          && !e.getValue().num().testBit(0)));
    }
    top.factors().forEach((p, k) -> parts.add(power(signOf(p, facts, depth), k % 2 == 0)));
    for (var e : f.den().entrySet()) {
      // A denominator is not zero where the expression is defined.
      parts.add(power(signOf(e.getKey(), facts, depth), e.getValue() % 2 == 0).and(Sign.NONZERO));
    }
    return parts.stream().reduce(Sign.POSITIVE, Sign::times);
  }

  private static Sign power(Sign s, boolean even) {
    return !even ? s : s.canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
  }

  private Sign signOf(Poly p, Facts facts, int depth) {
    if (Lowering.imaginary(p)) {
      return Sign.UNKNOWN;
    }
    var s = new PolySign(facts, work).of(p);
    if (s == Sign.UNKNOWN && p.size() > 1 && depth < MAX_DEPTH - Monotony.STEP) {
      for (var op : List.of(RelOp.GT, RelOp.LT, RelOp.GE, RelOp.LE)) {
        if (exponentiated(op, Fraction.of(p), facts, depth)) {
          return Sign.of(op.holdsForSign(-1), op.holdsForSign(0), op.holdsForSign(1));
        }
      }
      var factor = ToExpr.of(p);
      var monotony = new Monotony(this, oracle, work);
      return monotony.holds(RelOp.GT, factor, facts, depth) ? Sign.POSITIVE
          : monotony.holds(RelOp.LT, factor, facts, depth) ? Sign.NEGATIVE : s;
    }
    return s;
  }
}
