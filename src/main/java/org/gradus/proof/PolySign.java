package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * The sign of a polynomial: in one generator by counting its roots in the range of the generator ({@link Sturm}); in several by
 * the discriminant of a polynomial of degree 2 in one of them.
 */
final class PolySign {

  private static final int MAX_DEPTH = 3;
  private static final int MAX_DEGREE = 24;
  private static final int MAX_TERMS = 40;

  private final Facts facts;
  private final Work work;

  PolySign(Facts facts, Work work) {
    this.facts = facts;
    this.work = work;
  }

  /** What is certain of the sign of p. */
  Sign of(Poly p) {
    return of(p, 0);
  }

  private Sign of(Poly p, int depth) {
    if (p.isZero()) {
      return Sign.ZERO;
    }
    if (p.size() > MAX_TERMS || depth > MAX_DEPTH || Lowering.imaginary(p)) {
      return Sign.UNKNOWN;
    }
    var known = facts.sign(ToExpr.of(p));
    if (known != Sign.UNKNOWN && known != Sign.NONZERO) {
      return known;
    }
    var generators = new LinkedHashSet<Generator>();
    p.terms().keySet().forEach(m -> generators.addAll(m.exponents().keySet()));
    if (generators.size() == 1) {
      return known.and(inOne(p, generators.getFirst()));
    }
    for (var g : generators) {
      var s = quadratic(p, g, depth);
      if (s != Sign.UNKNOWN) {
        return known.and(s);
      }
    }
    return known;
  }

  // ---- one generator ----

  /** Where a generator takes its values. */
  private record Range(Rational low, boolean lowAttained, Rational high, boolean highAttained) {}

  private Sign inOne(Poly p, Generator g) {
    var scale = Rational.ONE;
    for (var m : p.terms().keySet()) {
      var e = m.exponent(g);
      scale = scale.times(Rational.of(e.den())).dividedBy(Rational.of(scale.num().gcd(e.den())));
    }
    var coefficients = new ArrayList<Rational>();
    for (var t : p.terms().entrySet()) {
      var k = t.getKey().exponent(g).times(scale);
      if (!k.isIntegerWithin(MAX_DEGREE) || k.signum() < 0 || !t.getValue().isReal()) {
        return Sign.UNKNOWN;
      }
      while (coefficients.size() <= k.intValueExact()) {
        coefficients.add(Rational.ZERO);
      }
      coefficients.set(k.intValueExact(), t.getValue().re());
    }
    var range = range(g, scale);
    if (range.low() != null && range.high() != null && range.low().compareTo(range.high()) >= 0) {
      return Sign.UNKNOWN;
    }
    work.spend(20L * coefficients.size() * coefficients.size());
    if (new Sturm(coefficients).rootsBetween(range.low(), range.high()) > 0) {
      return Sign.UNKNOWN;
    }
    int inside = Sturm.value(coefficients, between(range)).signum();
    var signs = new ArrayList<>(List.of(inside));
    if (range.lowAttained()) {
      signs.add(Sturm.value(coefficients, range.low()).signum());
    }
    if (range.highAttained()) {
      signs.add(Sturm.value(coefficients, range.high()).signum());
    }
    return Sign.of(signs.contains(-1), signs.contains(0), signs.contains(1));
  }

  private static Rational between(Range r) {
    return r.low() != null && r.high() != null ? r.low().plus(r.high()).times(Rational.HALF)
        : r.low() != null ? r.low().plus(Rational.ONE) : r.high() != null ? r.high().minus(Rational.ONE) : Rational.ZERO;
  }

  /** The values of g^(1/scale). */
  private Range range(Generator g, Rational scale) {
    if (g.kind() == Generator.Kind.EXP && g.data() instanceof Expr.Call c) {
      var s = facts.sign(c.arg());
      return new Range(s.nonnegative() ? Rational.ONE : Rational.ZERO, s.nonnegative() && s.canBeZero(),
          s.nonpositive() ? Rational.ONE : null, s.nonpositive() && s.canBeZero());
    }
    if (!scale.isOne() || g.algebraic()) {
      return new Range(Rational.ZERO, true, null, false);
    }
    if (g.kind() == Generator.Kind.VARIABLE) {
      return bounds((Expr) g.data());
    }
    if (g.data() instanceof Expr.Call c && c.function().range() != null) {
      var r = c.function().range();
      return new Range(r.lower(), r.lower() != null && r.lowerClosed(), r.upper(), r.upper() != null && r.upperClosed());
    }
    return new Range(null, false, null, false);
  }

  private Range bounds(Expr x) {
    var range = new Range(null, false, null, false);
    for (var r : facts.relations()) {
      boolean left = r.lhs().equals(x) && r.rhs() instanceof Expr.Num;
      if (!left && !(r.rhs().equals(x) && r.lhs() instanceof Expr.Num)) {
        continue;
      }
      var value = ((Expr.Num) (left ? r.rhs() : r.lhs())).value();
      var op = left ? r.op() : r.op().flip();
      boolean attained = op == RelOp.GE || op == RelOp.LE;
      if (op == RelOp.GT || op == RelOp.GE) {
        int c = range.low() == null ? 1 : value.compareTo(range.low());
        range = c > 0 ? new Range(value, attained, range.high(), range.highAttained())
            : c == 0 ? new Range(value, attained && range.lowAttained(), range.high(), range.highAttained()) : range;
      } else if (op == RelOp.LT || op == RelOp.LE) {
        int c = range.high() == null ? -1 : value.compareTo(range.high());
        range = c < 0 ? new Range(range.low(), range.lowAttained(), value, attained)
            : c == 0 ? new Range(range.low(), range.lowAttained(), value, attained && range.highAttained()) : range;
      }
    }
    return range;
  }

  // ---- several ----

  /** a·h² + b·h + c with a > 0 is at least (4ac − b²)/4a; h is a power of g. */
  private Sign quadratic(Poly p, Generator g, int depth) {
    var least = p.terms().keySet().stream().map(m -> m.exponent(g)).filter(k -> k.signum() > 0).min(Rational::compareTo).orElse(Rational.ONE);
    var most = p.terms().keySet().stream().map(m -> m.exponent(g)).max(Rational::compareTo).orElse(Rational.ONE);
    var unit = least.equals(most) ? most.times(Rational.HALF) : least;
    if (!unit.isInteger() && g.kind() != Generator.Kind.EXP) {
      return Sign.UNKNOWN; // a root need not be real
    }
    var parts = new TreeMap<Integer, Poly>();
    for (var t : p.terms().entrySet()) {
      var k = t.getKey().exponent(g).dividedBy(unit);
      if (!k.isIntegerWithin(2) || k.signum() < 0) {
        return Sign.UNKNOWN;
      }
      parts.merge(k.intValueExact(), Poly.term(t.getValue(), t.getKey().without(g), work), (x, y) -> x.plus(y, work));
    }
    if (!parts.containsKey(2) || !parts.containsKey(0)) {
      return Sign.UNKNOWN;
    }
    var a = parts.get(2);
    var b = parts.getOrDefault(1, Poly.ZERO);
    var lead = of(a, depth + 1);
    if (lead.canBeZero() || lead == Sign.NONZERO) {
      return Sign.UNKNOWN;
    }
    var bound = of(a.times(parts.get(0), work).scale(Complex.of(Rational.of(4))).plus(b.pow(2, work).negate(), work), depth + 1);
    if (!bound.nonnegative()) {
      return Sign.UNKNOWN;
    }
    var s = bound.canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
    return lead == Sign.POSITIVE ? s : s.negate();
  }
}
