package org.gradus.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.claim.Box;
import org.gradus.claim.DecimalReading;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.ExactEvaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;

/**
 * Judges worked numbers. A value shown to so many digits holds if the exact value lies within half a unit of the last
 * one (within a whole unit: truncated), for some choice of the rounded numbers it was computed from; it is refuted if
 * interval arithmetic over all choices stays away from it.
 */
final class NumericJudge {

  private static final int MAX_CORNERS = 6;
  /** Where both sides are more than a decimal: what rounding may change by more than this part of the value says nothing. */
  private static final double NARROW = 0.01;
  /** A written decimal counts as rounded if half a unit of its last digit is less than this part of it. */
  private static final int PRECISE = 100;

  /** Null where the reading is not one between closed values. */
  ClaimVerifier.Result judge(DecimalReading read) {
    var d = read.boxes().isEmpty() ? read : Magnified.exact(read);
    var rounded = d.boxes().stream().map(b -> (Expr) Exprs.sym(b.symbol())).toList();
    var lhs = Derivatives.carryOut(d.lhs());
    Expr rhs = d.rhs() == null ? Exprs.ZERO : Derivatives.carryOut(d.rhs());
    if (!rounded.containsAll(Trees.freeSymbols(lhs)) || d.claimed() == null && !rounded.containsAll(Trees.freeSymbols(rhs))) {
      return null;
    }
    boolean same = d.claimed() == null && lhs.equals(rhs);
    var difference = d.claimed() == null ? Exprs.sub(lhs, rhs) : Exprs.sub(lhs, Exprs.num(d.claimed()));
    var half = d.claimed() == null ? Rational.ZERO : d.halfUnit();
    boolean oneDigit = d.claimed() != null && oneDigit(d.claimed(), half);
    boolean below = false;
    boolean above = false;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    Certificates.Subject truncated = null;
    for (var point : points(d.boxes())) {
      var e = PointEvaluator.enclose(difference, point, 40);
      if (!e.isDefined()) {
        continue;
      }
      if (same || within(e, half)) {
        return proved(false, subject(lhs, rhs, d, half, point));
      }
      if (within(e, half.times(Rational.TWO)) && (!oneDigit && !d.boxes().isEmpty() || cutOff(e, d.claimed())) && truncated == null) {
        truncated = subject(lhs, rhs, d, half.times(Rational.TWO), point);
      }
      least = Math.min(least, e.lower().doubleValue());
      most = Math.max(most, e.upper().doubleValue());
      below |= e.upper().signum() < 0;
      above |= e.lower().signum() > 0;
    }
    if (truncated != null) {
      return proved(true, truncated);
    }
    if (below && above && (d.claimed() != null || isNarrow(rhs, d.boxes(), most - least)) && continuous(difference, d.boxes())) {
      return proved(false, subject(lhs, rhs, d, half, middle(d.boxes()))); // it takes both signs on a connected set of choices, so somewhere it is zero
    }
    var range = range(difference, d.boxes());
    if (range != null && isBeyond(range, d.claimed(), half, oneDigit)) {
      var round = d.claimed() == null ? Rational.ZERO : roundness(d.claimed());
      if (round.compareTo(half) > 0 && !isBeyond(range, d.claimed(), round.times(Rational.HALF), false)) {
        return ClaimVerifier.Result.of(Judgement.undecided("how many zeros of the round number " + decimal(d.claimed()) + " count as digits is not said"));
      }
      var result = refuted(lhs, rhs, d);
      return d.claimed() == null && nearlyEqual(result.judgement().counterexample())
          ? ClaimVerifier.Result.of(Judgement.undecided("the two values differ by less than rounding on the way may have changed them"))
          : result;
    }
    return ClaimVerifier.Result.of(Judgement.undecided(range == null
        ? "the value could not be computed" : "whether the rounded values allow this could not be decided"));
  }

  /** Whether the two sides differ at the point of the counterexample whatever the rounded values were. */
  boolean differs(RelOp op, DecimalReading d, Counterexample c) {
    if (d.boxes().isEmpty()) {
      return true;
    }
    if (d.claimed() != null || c == null) {
      return false;
    }
    var env = environment(d.boxes());
    for (var e : c.point().entrySet()) {
      var value = ExactEvaluator.value(PlainReader.parse(e.getValue()), Map.of());
      if (value.isEmpty()) {
        return false;
      }
      env.put(e.getKey(), Interval.of(value.get()));
    }
    try {
      var evaluator = new Evaluator<>(IntervalNumbers.INSTANCE);
      var l = evaluator.value(Derivatives.carryOut(d.lhs()), env);
      var r = evaluator.value(Derivatives.carryOut(d.rhs()), env);
      if (l.isEmpty() || r.isEmpty()) {
        return false;
      }
      return switch (op) {
        case EQ, APPROX -> l.isDisjoint(r);
        case LT, LE -> l.lower() > r.upper();
        case GT, GE -> l.upper() < r.lower();
        case NE -> false;
      };
    } catch (Unsupported | Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  /** Whether two printed values differ by less than a fiftieth: a hint not to blame the author, never a proof. */
  static boolean nearlyEqual(Counterexample c) {
    try {
      double l = Double.parseDouble(c.lhs());
      double r = Double.parseDouble(c.rhs());
      return Math.abs(l - r) < 0.02 * Math.max(Math.abs(l), Math.abs(r));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static HashMap<String, Interval> environment(List<Box> boxes) {
    var env = new HashMap<String, Interval>();
    for (var b : boxes) {
      env.put(b.symbol(), Interval.of(Interval.of(b.low()).lower(), Interval.of(b.high()).upper()));
    }
    return env;
  }

  /** Whether the difference is more than rounding and cutting off digits make: a digit that is cut off never makes a number larger. */
  private static boolean isBeyond(Interval difference, Rational claimed, Rational half, boolean oneDigit) {
    double slack = half.times(Rational.TWO).doubleValue() * (1 + 1e-12);
    double other = oneDigit && claimed.signum() != 0 ? half.doubleValue() * (1 + 1e-12) : slack;
    boolean negative = claimed != null && claimed.signum() < 0;
    return difference.lower() > (negative ? other : slack) || difference.upper() < -(negative ? slack : other);
  }

  /** Half a unit of the last digit of an integer that is not 0: 500 for 47000. */
  private static Rational roundness(Rational claimed) {
    if (!claimed.isInteger() || claimed.signum() == 0) {
      return Rational.ZERO;
    }
    var digits = claimed.abs().toString();
    int zeros = digits.length() - digits.replaceFirst("0+$", "").length();
    return zeros == 0 ? Rational.ZERO : Rational.of(BigInteger.TEN.pow(zeros)).times(Rational.HALF);
  }

  /** Whether the decimal shows a single digit that is not 0: a unit of it is then as large as the number. */
  private static boolean oneDigit(Rational claimed, Rational half) {
    return claimed.abs().compareTo(half.times(Rational.of(20))) < 0;
  }

  /** Whether the value is the decimal with more digits behind it. */
  private static boolean cutOff(Enclosure difference, Rational claimed) {
    return claimed.signum() >= 0 ? difference.lower().signum() >= 0 : difference.upper().signum() <= 0;
  }

  private static boolean within(Enclosure e, Rational slack) {
    var s = new BigDecimal(slack.num()).divide(new BigDecimal(slack.den()), MathContext.DECIMAL128);
    if (e.exact() != null) {
      return e.exact().abs().compareTo(slack) <= 0;
    }
    return e.lower().compareTo(s.negate()) >= 0 && e.upper().compareTo(s) <= 0 && slack.signum() > 0;
  }

  private static Certificates.Subject subject(Expr lhs, Expr rhs, DecimalReading d, Rational tolerance,
      Map<String, Rational> point) {
    var rounded = new LinkedHashMap<String, List<Rational>>();
    d.boxes().forEach(b -> rounded.put(b.symbol(), List.of(b.low(), b.high())));
    return new Certificates.Subject(new Claim.Value(lhs, d.claimed() == null ? rhs : Exprs.num(d.claimed()), tolerance,
        rounded), point);
  }

  private static ClaimVerifier.Result proved(boolean truncated, Certificates.Subject subject) {
    return new ClaimVerifier.Result(Judgement.proved("evaluated with rigorous bounds", List.of()).certifiedBy(subject), null,
        truncated ? List.of("truncated: the last digit shown is cut off, not rounded") : List.of());
  }

  private static ClaimVerifier.Result refuted(Expr lhs, Expr rhs, DecimalReading d) {
    var value = PointEvaluator.enclose(lhs, middle(d.boxes()), 30);
    var text = value.isDefined() ? value.middle().round(new MathContext(10)).stripTrailingZeros().toPlainString() : "undefined";
    Enclosure right = d.claimed() != null ? null : PointEvaluator.enclose(rhs, middle(d.boxes()), 30);
    var other = d.claimed() != null ? decimal(d.claimed())
        : right.isDefined() ? right.middle().round(new MathContext(10)).stripTrailingZeros().toPlainString() : "undefined";
    return new ClaimVerifier.Result(Judgement.refuted("interval", new Counterexample(Map.of(), text, other)),
        new Diagnosis("numeric", "the value is " + text, null), List.of());
  }

  private static String decimal(Rational r) {
    return new BigDecimal(r.num()).divide(new BigDecimal(r.den()), MathContext.DECIMAL64).stripTrailingZeros().toPlainString();
  }

  private static Map<String, Rational> middle(List<Box> boxes) {
    var map = new HashMap<String, Rational>();
    boxes.forEach(b -> map.put(b.symbol(), b.low().plus(b.high()).times(Rational.HALF)));
    return map;
  }

  /** Choices of the rounded numbers. A decimal of one or two digits written out is taken as it stands. */
  private static List<Map<String, Rational>> points(List<Box> boxes) {
    var all = new ArrayList<Map<String, Rational>>();
    all.add(middle(boxes));
    var loose = loose(boxes);
    if (loose.size() <= MAX_CORNERS) {
      for (int mask = 0; mask < 1 << loose.size() && !loose.isEmpty(); mask++) {
        var map = new HashMap<>(middle(boxes));
        for (int i = 0; i < loose.size(); i++) {
          map.put(loose.get(i).symbol(), (mask >> i & 1) == 0 ? loose.get(i).low() : loose.get(i).high());
        }
        all.add(map);
      }
    } else {
      for (var b : loose) {
        for (var end : List.of(b.low(), b.high())) {
          var map = new HashMap<>(middle(boxes));
          map.put(b.symbol(), end);
          all.add(map);
        }
      }
    }
    return all;
  }

  private static boolean isNarrow(Expr side, List<Box> boxes, double spread) {
    var value = PointEvaluator.enclose(side, middle(boxes), 20);
    return value.isDefined() && spread <= NARROW * Math.abs(value.middle().doubleValue());
  }

  /** The rounded numbers that are varied. */
  private static List<Box> loose(List<Box> boxes) {
    return boxes.stream().filter(b -> b.name() != null || b.low().plus(b.high()).abs()
        .compareTo(b.high().minus(b.low()).times(Rational.of(PRECISE))) > 0).toList();
  }

  private static Interval range(Expr e, List<Box> boxes) {
    var env = environment(boxes);
    try {
      var r = new Evaluator<>(IntervalNumbers.INSTANCE).value(e, env);
      return r.isEmpty() ? null : r;
    } catch (Unsupported _) {
      return null;
    }
  }

  private static boolean continuous(Expr e, List<Box> boxes) {
    var r = range(e, boxes);
    return r != null && r.isBounded() && r.definedness() == Definedness.DEFINED_EVERYWHERE
        && !Trees.any(e, x -> x instanceof Expr.Cases || x instanceof Expr.Call c
            && (c.is("atan2") || c.is("delta") || !ClaimVerifier.smooth(c)));
  }
}
