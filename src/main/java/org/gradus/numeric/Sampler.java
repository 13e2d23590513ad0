package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Compares two expressions at many points of a domain at high precision; the points are those of {@link Points}. */
public final class Sampler {

  private static final int DIGITS = 60;
  private static final int ENOUGH = 50;
  private static final int COST = 10;

  private Sampler() {}

  /** At how many points, and to how many digits, the two sides agree: 0, ±1, borders and ends among them. */
  public static Agreement agree(Expr lhs, Expr rhs, Domain domain) {
    return agree(RelOp.EQ, lhs, rhs, domain, Budget.of(1_500), null);
  }

  /**
   * At how many points the relation was seen to hold; of an equation, to {@value #ENOUGH} digits or exactly.
   *
   * @param derivatives what is differentiated in it, off whose kinks the points lie; null for nothing
   */
  public static Agreement agree(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget, Differentiated derivatives) {
    var points = new Points(domain, List.of(lhs, rhs), derivatives);
    var evaluator = new PointEvaluator(DIGITS);
    int count = 0;
    int digits = DIGITS;
    for (var p = points.next(budget); p != null && budget.spend(COST); p = points.next(budget)) {
      var l = evaluator.enclose(lhs, p);
      var r = l.isDefined() ? evaluator.enclose(rhs, p) : l;
      if (!l.isDefined() || !r.isDefined()) {
        continue;
      }
      if (op != RelOp.APPROX && Refuter.fails(op, l, r)) {
        return new Agreement(count, digits, Optional.of(
            new Counterexample(new Point(p).values(), Refuter.show(l, r), Refuter.show(r, l))));
      }
      var sign = l.compare(r);
      if (sign != null && op.holdsForSign(sign) && op != RelOp.EQ || sign != null && sign == 0) {
        count++;
      } else if (op == RelOp.EQ) {
        int d = Math.min(digits(l), digits(r));
        if (d >= ENOUGH) {
          count++;
          digits = Math.min(digits, d);
        }
      }
    }
    return new Agreement(count, count == 0 ? 0 : digits, Optional.empty());
  }

  /** How many digits an enclosure fixes, relative to its size or to one. */
  private static int digits(Enclosure x) {
    var width = x.upper().subtract(x.lower(), MathContext.DECIMAL32);
    if (width.signum() == 0) {
      return DIGITS;
    }
    var size = x.lower().abs().max(x.upper().abs()).max(BigDecimal.ONE);
    var ratio = width.divide(size, MathContext.DECIMAL32);
    return Math.min(DIGITS, ratio.scale() - ratio.precision());
  }

  /** The first points of the domain that the expressions would be looked at, at most so many. */
  public static List<Map<String, Rational>> points(List<Expr> expressions, Domain domain, int most) {
    var points = new Points(domain, expressions, null);
    var budget = Budget.of(20L * most);
    var list = new ArrayList<Map<String, Rational>>();
    for (var p = points.next(budget); p != null && list.size() < most; p = points.next(budget)) {
      list.add(p);
    }
    return list;
  }

  /** Those of the points that lie off the kinks, jumps and case borders of the expression. */
  public static List<Map<String, Rational>> offKinks(Expr e, List<Map<String, Rational>> points) {
    var kinks = Guards.of(List.of(e));
    var evaluator = new PointEvaluator(40);
    return points.stream().filter(p -> kinks.stream().noneMatch(k -> evaluator.enclose(k, p).mayBeZero())).toList();
  }

  /** Those of the points at which the expression is certainly defined. */
  public static List<Map<String, Rational>> defined(Expr e, List<Map<String, Rational>> points) {
    var doubles = new Evaluator<>(IntervalNumbers.INSTANCE);
    var evaluator = new PointEvaluator(40);
    return points.stream().filter(point -> {
      return isDefined(e, doubles.at(Refuter.box(point))) || evaluator.enclose(e, point).isDefined();
    }).toList();
  }

  /** A point of the domain at which all the expressions are certainly defined. */
  public static Optional<Point> definedPoint(List<Expr> expressions, Domain domain) {
    return definedPoint(expressions, List.of(), domain);
  }

  /** The same as {@link #definedPoint(List, List, Domain)} finds, read off what was seen of the expressions in this domain where it tells. */
  public static Optional<Point> definedPoint(List<Expr> expressions, List<Expr> functions, Domain domain, Glance seen) {
    var point = evaluable(domain) == domain && Guards.of(functions).isEmpty() ? seen.definedPoint(expressions) : null;
    return point != null ? Optional.of(point) : definedPoint(expressions, functions, domain);
  }

  /** The same, off the kinks, jumps and case borders of some functions, so that their derivatives may exist there. */
  public static Optional<Point> definedPoint(List<Expr> expressions, List<Expr> functions, Domain domain) {
    var kinks = Guards.of(functions);
    var points = new Points(evaluable(domain), expressions, null);
    var doubles = new Evaluator<>(IntervalNumbers.INSTANCE);
    var evaluator = new PointEvaluator(40);
    var budget = Budget.of(1_500);
    for (Map<String, Rational> p = points.next(budget); p != null && budget.spend(COST); p = points.next(budget)) {
      var point = p;
      var box = Refuter.box(point);
      if (expressions.stream().allMatch(e -> isDefined(e, doubles.at(box)) || evaluator.enclose(e, point).isDefined())
          && kinks.stream().noneMatch(k -> evaluator.enclose(k, point).mayBeZero())) {
        return Optional.of(new Point(point));
      }
    }
    return Optional.empty();
  }

  /** What is assumed of moments, of unknown functions and of families says nothing that could be seen at a point. */
  private static Domain evaluable(Domain domain) {
    var constraints = domain.constraints().stream()
        .filter(c -> !Trees.any(c, x -> x instanceof Expr.Apply || x instanceof Expr.Indexed)).toList();
    return constraints.size() == domain.constraints().size() ? domain : new Domain(domain.variables(), constraints, domain.integers());
  }

  /** Whether doubles suffice to see that the value exists: they are a hundred times faster than many digits. */
  static boolean isDefined(Expr e, Function<Expr, Interval> doubles) {
    try {
      var value = doubles.apply(e);
      return !value.isEmpty() && value.isBounded() && value.definedness() == Definedness.DEFINED_EVERYWHERE;
    } catch (Unsupported _) {
      return false;
    }
  }
}
