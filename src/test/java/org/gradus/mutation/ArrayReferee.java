package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.mutation.Decimals.Undefined;
import org.gradus.mutation.Referee.Ruling;
import org.gradus.tensor.Typing;

/** Says whether a relation between arrays fails somewhere, from its values at pseudo-random points of small sizes. */
final class ArrayReferee {

  private static final int POINTS = 5;
  private static final int TRIES = 40;
  /** Derivatives within derivatives have some 25 digits. */
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-15");

  private final ArrayStep step;
  private final List<ArrayDecimals> points = new ArrayList<>();
  private final List<Grid> left = new ArrayList<>();

  private ArrayReferee(ArrayStep step, List<Expr> facts, long seed) {
    this.step = step;
    var assumed = step.assumed();
    for (int i = 0; i < TRIES && points.size() < POINTS; i++) {
      try {
        var point = new ArrayDecimals(step.typing(), assumed.integers(), List.of(step.claim().lhs(), step.claim().rhs()), facts, Map.of(),
            seed * 31 + i);
        left.add(point.of(step.claim().lhs()));
        points.add(point);
      } catch (Undefined | ArithmeticException | IndexOutOfBoundsException _) {
        // another point
      }
    }
  }

  /** The referee of a step that it finds to hold, in one of the layouts of derivatives if none is declared; null if it finds none. */
  static ArrayReferee of(ArrayStep step, long seed) {
    return of(step, step.assumed().relations(), seed);
  }

  /** The same where names have the values that are put in at the end. */
  static ArrayReferee atValues(ArrayStep step, long seed) {
    return of(step, step.facts(), seed);
  }

  private static ArrayReferee of(ArrayStep step, List<Expr> facts, long seed) {
    var layouts = new ArrayList<>(List.of(step));
    for (var layout : step.typing().layout() == null ? Typing.Layout.values() : new Typing.Layout[0]) {
      layouts.add(step.with(step.typing().with(layout)));
    }
    return layouts.stream().map(s -> new ArrayReferee(s, facts, seed)).filter(r -> r.rule(step.claim().rhs()) == Ruling.HOLDS).findFirst().orElse(null);
  }

  /** The ruling on the step with another right side; {@code NO_POINT} also where its shape is another one. */
  Ruling rule(Expr rhs) {
    int seen = 0;
    for (int i = 0; i < points.size(); i++) {
      try {
        var fails = fails(left.get(i), points.get(i).of(rhs));
        if (fails == null) {
          return Ruling.NO_POINT;
        }
        if (fails) {
          return Ruling.FAILS;
        }
        seen++;
      } catch (Undefined | ArithmeticException | IndexOutOfBoundsException _) {
        // says nothing
      }
    }
    return seen >= 2 ? Ruling.HOLDS : Ruling.NO_POINT;
  }

  private Boolean fails(Grid left, Grid right) {
    var l = left.isZero() ? Grid.zeros(right) : left;
    var r = right.isZero() ? Grid.zeros(left) : right;
    if (l.rows() != r.rows() || l.columns() != r.columns()) {
      return null;
    }
    for (int i = 0; i < l.rows(); i++) {
      for (int j = 0; j < l.columns(); j++) {
        var a = l.at(i, j);
        var b = r.at(i, j);
        var gap = a.subtract(b);
        boolean equal = gap.abs().compareTo(TOLERANCE.multiply(a.abs().max(b.abs()).max(BigDecimal.ONE))) <= 0;
        var op = step.claim().op();
        if (op == RelOp.EQ ? !equal : !equal && !op.holdsForSign(gap.signum()) || equal && !op.holdsForSign(0)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the relation with another right side fails at this point; null if that cannot be told. */
  Boolean failsAt(Expr rhs, Map<String, Rational> at) {
    var given = new HashMap<String, BigDecimal>();
    at.forEach((name, x) -> given.put(name, Decimals.of(x, ArrayDecimals.DIGITS)));
    try {
      var point = new ArrayDecimals(step.typing(), step.assumed().integers(), List.of(step.claim().lhs(), rhs), step.assumed().relations(), given, 1);
      return fails(point.of(step.claim().lhs()), point.of(rhs));
    } catch (Undefined | ArithmeticException | IndexOutOfBoundsException _) {
      return null;
    }
  }

  static Rational rational(String text) {
    var parts = text.split("/");
    return Rational.of(new BigInteger(parts[0]), parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE);
  }
}
