package org.gradus.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.BigArithmetic;
import org.gradus.numeric.BigInterval;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;
import org.gradus.proof.Product;
import org.gradus.proof.Work;

/** Signs and values of a function of one variable at a point, each by proof or by enclosure; the work is counted. */
final class Ground {

  /** Questions to the kernel in one analysis. */
  static final int MAX_PROOFS = 3000;
  /** For the sign of one function: what it does not give, a chart of the derivative may. */
  private static final long UNITS_OF_A_SIGN = Work.DEFAULT_UNITS / 4;
  private static final List<Rational> PROBES = Stream.of(-160, -64, -24, -8, -4, -1, 0, 1, 4, 8, 24, 64, 160)
      .map(n -> Rational.of(n, 8)).toList();
  private static final int[] DIGITS = {25, 60, 110};

  final Kernel kernel;
  final Oracle oracle;
  final Expr.Sym x;
  private final Map<Expr, Integer> signs = new HashMap<>();
  private final Evaluator<Interval> doubles = new Evaluator<>(IntervalNumbers.INSTANCE);
  private int proofs;

  Ground(Kernel kernel, Oracle oracle, Expr.Sym x) {
    this.kernel = kernel;
    this.oracle = oracle;
    this.x = x;
  }

  private void count() {
    if (++proofs > MAX_PROOFS) {
      throw new Undecided("out of budget: proofs in an analysis");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Undecided("out of time");
    }
  }

  /** Whether the kernel proves the expression zero on the interval (null: everywhere). */
  boolean zero(Expr e, Span on) {
    count();
    return kernel.equal(e, Exprs.ZERO, on == null ? List.of() : on.assumptions(x)).proved();
  }

  /** The constant sign that the kernel proves on the interval, or null. It is asked for the one sign that values at a few points leave. */
  Integer proved(Expr e, Span on) {
    var seen = new TreeSet<Integer>();
    for (var p : PROBES) {
      if (on.contains(p)) {
        var s = signAt(e, p);
        if (s != null) {
          seen.add(s);
        }
      }
    }
    if (seen.size() > 1 || seen.contains(0)) {
      return null;
    }
    count();
    var known = on.assumptions(x);
    var own = kernel.within(UNITS_OF_A_SIGN);
    return !seen.contains(-1) && own.relation(RelOp.GT, e, Exprs.ZERO, known).proved() ? Integer.valueOf(1)
        : !seen.contains(1) && own.relation(RelOp.LT, e, Exprs.ZERO, known).proved() ? Integer.valueOf(-1) : null;
  }

  /** The sign of a number. */
  int sign(Expr closed) {
    var known = signs.get(closed);
    if (known == null) {
      known = compute(closed);
      if (known == null) {
        throw new Undecided("the sign of " + closed + " is not known");
      }
      signs.put(closed, known);
    }
    return known;
  }

  private Integer compute(Expr closed) {
    if (closed instanceof Expr.Num n) {
      return n.value().signum();
    }
    if (!Trees.freeSymbols(closed).isEmpty()) {
      return null;
    }
    var first = signOf(PointEvaluator.enclose(closed, Map.of(), DIGITS[0]));
    if (first != null) {
      return first;
    }
    if (PointEvaluator.enclose(closed, Map.of(), DIGITS[0]).isDefined() && zero(closed, null)) {
      return 0;
    }
    for (int i = 1; i < DIGITS.length; i++) {
      var s = signOf(PointEvaluator.enclose(closed, Map.of(), DIGITS[i]));
      if (s != null) {
        return s;
      }
    }
    return null;
  }

  static Integer signOf(Enclosure v) {
    return !v.isDefined() ? null : v.exact() != null ? Integer.valueOf(v.exact().signum())
        : v.lower().signum() > 0 ? Integer.valueOf(1) : v.upper().signum() < 0 ? Integer.valueOf(-1) : null;
  }

  /** The sign at a rational point; null where the enclosure does not tell. Doubles mostly suffice. */
  Integer signAt(Expr f, Rational p) {
    var quick = quickSignAt(f, p);
    if (quick != null) {
      return quick;
    }
    for (int digits : DIGITS) {
      var v = PointEvaluator.enclose(f, Map.of(x.name(), p), digits);
      var s = signOf(v);
      if (s != null || !v.isDefined()) {
        return s;
      }
    }
    return null;
  }

  private Integer quickSignAt(Expr f, Rational p) {
    try {
      var v = doubles.value(f, Map.of(x.name(), Interval.of(p)));
      return v.definedness() != Definedness.DEFINED_EVERYWHERE ? null : v.lower() > 0 ? Integer.valueOf(1) : v.upper() < 0 ? Integer.valueOf(-1) : null;
    } catch (Unsupported | ArithmeticException _) {
      return null;
    }
  }

  /** The value at a mark: exact substitution, or an enclosure. */
  Value at(Expr f, Mark m) {
    if (m.isExact()) {
      return Value.exactly(simple(Trees.substitute(f, Map.of(x, m.exact()))));
    }
    var box = box(f, m.lower(), m.upper());
    if (box == null) {
      throw new Undecided("the value at " + m.text() + " is not certainly defined");
    }
    return box;
  }

  /** The sign at a mark. */
  int sign(Expr f, Mark m) {
    var v = at(f, m);
    if (v.exact() != null) {
      return sign(v.exact());
    }
    if (v.lower().signum() > 0 || v.upper().signum() < 0) {
      return v.lower().signum() > 0 ? 1 : -1;
    }
    throw new Undecided("the sign at " + m.text() + " is not known");
  }

  /** An enclosure of the values between two rationals, or null where it is not certainly defined. */
  Value box(Expr f, Rational low, Rational high) {
    try {
      var numbers = new BigArithmetic(60);
      var at = low.equals(high) ? BigInterval.exactly(low)
          : BigInterval.between(Decimal.down(low, 70), Decimal.up(high, 70));
      var v = new Evaluator<>(numbers).value(f, Map.of(x.name(), at));
      if (v.definedness() != Definedness.DEFINED_EVERYWHERE || v.isUnbounded()) {
        return null;
      }
      return v.exact() != null ? Value.exactly(Exprs.num(v.exact()))
          : Value.within(Rational.of(v.lower()), Rational.of(v.upper()));
    } catch (Unsupported | ArithmeticException _) {
      return null;
    }
  }

  /** The number in its simplest form that the kernel knows: a rational where it is one. */
  Expr simple(Expr closed) {
    if (closed instanceof Expr.Num || closed instanceof Expr.Const) {
      return closed;
    }
    var v = PointEvaluator.enclose(closed, Map.of(), 25);
    if (v.exact() != null) {
      return Exprs.num(v.exact());
    }
    if (!v.isDefined()) {
      return closed;
    }
    count();
    var product = Product.of(closed, List.of(), oracle);
    if (product.isEmpty()) {
      return closed;
    }
    var rational = product.get().rational();
    if (rational.isPresent()) {
      return Exprs.num(rational.get());
    }
    if (!Trees.any(closed, n -> n instanceof Expr.Call c && c.is("log"))
        || !Trees.any(product.get().toExpr(), n -> n instanceof Expr.Call)) {
      var surd = Surd.near(Rational.of(PointEvaluator.enclose(closed, Map.of(), 45).middle()), 2000);
      if (surd != null && kernel.equal(closed, surd, List.of()).proved()) {
        return surd;
      }
    }
    var e = LogForm.of(product.get().toExpr());
    return Trees.size(e, 500) <= Trees.size(closed, 500) ? e : closed;
  }

  /** −1, 0, 1 as the first lies below, at, or above the second; null stands for +∞ where {@code infinity} is 1. */
  int compare(Mark a, Mark b) {
    if (a.upper().compareTo(b.lower()) < 0) {
      return -1;
    }
    if (b.upper().compareTo(a.lower()) < 0) {
      return 1;
    }
    if (a.equals(b)) {
      return 0;
    }
    if (a.isExact() && b.isExact()) {
      return sign(Exprs.sub(a.exact(), b.exact()));
    }
    throw new Undecided("the order of two points near " + a.text() + " is not known");
  }

  /** Whether the number lies inside the interval. */
  boolean inside(Mark m, Span s) {
    return (s.low() == null || compare(m, s.low()) > 0) && (s.high() == null || compare(m, s.high()) < 0);
  }

  /** The exact number as a mark. */
  Mark mark(Expr exact) {
    if (exact instanceof Expr.Num n) {
      return Mark.of(n.value());
    }
    var v = PointEvaluator.enclose(exact, Map.of(), 50);
    if (!v.isDefined()) {
      throw new Undecided("the number " + exact + " is not defined");
    }
    return v.exact() != null ? Mark.of(v.exact()) : new Mark(exact, Rational.of(v.lower()), Rational.of(v.upper()));
  }
}
