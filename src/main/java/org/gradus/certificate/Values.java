package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.HashMap;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;

/**
 * Checks values of rounded numbers: at a point of the box of what they may stand for the two sides are near enough, or at two points their
 * difference has different signs, and between them it is continuous (Bolzano 1817).
 */
public final class Values {

  private static final int DIGITS = 40;
  private static final int BINDING = Kinds.BIG | Kinds.DIFF | Kinds.AT | Kinds.LIMIT | Kinds.INTEGRAL;

  private Values() {}

  static void check(Claim.Value v, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "values have no conditions of their own");
    var point = Checker.point(n.node("point"));
    inside(v, point);
    require(Borders.of(v).isEmpty(), "a derivative with borders");
    v.differentiated().forEach(f -> require(PointEvaluator.enclose(f, point, DIGITS).isDefined(), "a function that is differentiated is not defined"));
    var proof = n.node("proof");
    switch (proof.text("rule")) {
      case "value" -> {
        proof.only("rule");
        near(v, point);
      }
      case "between" -> {
        var other = Checker.point(proof.only("rule", "other").node("other"));
        inside(v, other);
        require(sign(v, point) * sign(v, other) < 0, "the difference does not change its sign");
        continuous(v, difference(v));
        v.differentiated().forEach(f -> continuous(v, f));
      }
      default -> throw new Rejected("there is no rule '" + proof.text("rule") + "' for values");
    }
  }

  private static void inside(Claim.Value v, Map<String, Rational> point) {
    require(point.keySet().equals(v.rounded().keySet()), "the point has other variables");
    v.rounded().forEach((name, ends) -> require(ends.size() == 2 && ends.get(0).compareTo(point.get(name)) <= 0
        && ends.get(1).compareTo(point.get(name)) >= 0, name + " is out of its bounds"));
  }

  private static Expr difference(Claim.Value v) {
    return Exprs.sub(Slope.carryOut(v.lhs()), Slope.carryOut(v.rhs()));
  }

  private static void near(Claim.Value v, Map<String, Rational> point) {
    var x = PointEvaluator.enclose(difference(v), point, DIGITS);
    require(x.isDefined(), "the value is not certainly defined");
    boolean near = x.exact() != null ? x.exact().abs().compareTo(v.tolerance()) <= 0
        : Rational.of(x.lower()).compareTo(v.tolerance().negate()) >= 0 && Rational.of(x.upper()).compareTo(v.tolerance()) <= 0;
    require(near, "the sides differ by more than " + v.tolerance());
  }

  /** The sign of the difference of the sides; 0 where it is not certain. */
  public static int sign(Claim.Value v, Map<String, Rational> point) {
    var x = PointEvaluator.enclose(difference(v), point, DIGITS);
    return !x.isDefined() ? 0 : x.lower().signum() > 0 ? 1 : x.upper().signum() < 0 ? -1 : 0;
  }

  /** On the whole box, so that there is a way between any two points of it. */
  private static void continuous(Claim.Value v, Expr e) {
    require(v.tolerance().signum() >= 0, "a tolerance that is negative");
    require(!Kinds.occur(e, BINDING) && Tame.continuousWhereDefined(Expand.of(e)), "the difference may jump");
    var box = new HashMap<String, Interval>();
    v.rounded().forEach((name, ends) -> box.put(name, Interval.of(Interval.of(ends.get(0)).lower(), Interval.of(ends.get(1)).upper())));
    try {
      var range = new Evaluator<>(IntervalNumbers.INSTANCE).value(e, box);
      require(range.definedness() == Definedness.DEFINED_EVERYWHERE, "the difference may be undefined between the points");
    } catch (Unsupported x) {
      throw new Rejected("no enclosure of " + e);
    }
  }
}
