package org.gradus.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.claim.Box;
import org.gradus.claim.DecimalReading;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Decimals of which half a unit would change the result beyond use in a high power, as in 1.01¹⁰⁰: who writes digits of the
 * result has not rounded them. They are taken as they stand. Differences of close decimals are not: these are often rounded.
 */
final class Magnified {

  /** From so many times the change of a decimal on the change of the result is beyond use, absolutely and of its part. */
  private static final int FACTOR = 8;
  private static final int DIGITS = 20;

  private Magnified() {}

  /** The reading with the decimals that cannot be meant as rounded taken as they stand. */
  static DecimalReading exact(DecimalReading d) {
    Expr side;
    try {
      var right = d.rhs() == null ? Exprs.ZERO : Derivatives.carryOut(d.rhs());
      side = Trees.freeSymbols(right).isEmpty() ? Derivatives.carryOut(d.lhs()) : Exprs.sub(Derivatives.carryOut(d.lhs()), right);
    } catch (Derivatives.NotDifferentiable _) {
      return d;
    }
    var boxes = d.boxes().stream().map(b -> b.name() == null && isInHighPower(side, b) && isMagnified(side, b, d.boxes()) ? asItStands(b) : b).toList();
    return boxes.equals(d.boxes()) ? d : new DecimalReading(d.lhs(), d.rhs(), boxes, d.claimed(), d.halfUnit());
  }

  private static boolean isMagnified(Expr side, Box b, List<Box> all) {
    var at = new HashMap<String, Rational>();
    all.forEach(x -> at.put(x.symbol(), middle(x)));
    if (!Trees.freeSymbols(side).stream().allMatch(v -> at.containsKey(v.name()))) {
      return false;
    }
    double value = value(side, at);
    at.put(b.symbol(), b.low());
    double low = value(side, at);
    at.put(b.symbol(), b.high());
    double spread = Math.abs(value(side, at) - low);
    double width = b.high().minus(b.low()).doubleValue();
    return spread > FACTOR * width && spread * Math.abs(middle(b).doubleValue()) > FACTOR * width * Math.abs(value);
  }

  private static boolean isInHighPower(Expr side, Box b) {
    return Trees.any(side, x -> x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n
        && n.value().abs().compareTo(Rational.of(FACTOR)) >= 0 && Trees.freeSymbols(p.base()).contains(Exprs.sym(b.symbol())));
  }

  /** Not a number where the expression has no value: then nothing is magnified. */
  private static double value(Expr e, Map<String, Rational> at) {
    var v = PointEvaluator.enclose(e, at, DIGITS);
    return v.isDefined() ? v.middle().doubleValue() : Double.NaN;
  }

  private static Box asItStands(Box b) {
    return new Box(b.symbol(), middle(b), middle(b), null, b.shownBy());
  }

  private static Rational middle(Box b) {
    return b.low().plus(b.high()).times(Rational.HALF);
  }
}
