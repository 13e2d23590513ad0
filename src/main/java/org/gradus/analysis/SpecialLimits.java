package org.gradus.analysis;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.gradus.analysis.LimitLaws.Value;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Limits of special functions: at infinity those of Abramowitz and Stegun 5.1.51, 5.2.25, 5.2.34, 7.3.20, 9.2.1–2, 9.7.1–2, 10.4.59–63;
 * elsewhere they are continuous where they are defined, and at the end 0 of their domain infinite.
 */
final class SpecialLimits {

  static final Set<String> NAMES = Set.of("Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "lambertw", "airyai", "airybi", "airyaiprime",
      "airybiprime", "besselj", "bessely", "besseli", "besselk");

  private SpecialLimits() {}

  /** The order of a Bessel function if it is a whole number; null of everything else. */
  static Rational order(Expr.Call c) {
    return c.args().size() == 2 && c.function().name().startsWith("bessel") && c.args().get(0) instanceof Expr.Num n
        && n.value().isInteger() ? n.value() : null;
  }

  /** Y of order −n is (−1)^n times that of order n (Abramowitz and Stegun 9.1.5). */
  private static boolean isTurned(Expr.Call c) {
    return c.is("bessely") && order(c).signum() < 0 && order(c).num().testBit(0);
  }

  static Value atInfinity(Expr.Call c, int sign) {
    boolean up = sign > 0;
    return switch (c.function().name()) {
      case "Si" -> Value.of(Exprs.mul(Exprs.num(Rational.of(sign, 2)), Exprs.PI), 0);
      case "fresnels", "fresnelc" -> Value.of(Exprs.num(Rational.of(sign, 2)), 0);
      case "erfi" -> Value.infinity(sign);
      case "Ei" -> up ? Value.infinity(1) : Value.of(Exprs.ZERO, -1);
      case "lambertw" -> up ? Value.infinity(1) : null;
      case "Ci", "bessely" -> up ? Value.of(Exprs.ZERO, 0) : null;
      case "besselj" -> Value.of(Exprs.ZERO, 0);
      case "besselk" -> up ? Value.of(Exprs.ZERO, 1) : null;
      case "besseli" -> Value.infinity(up || !order(c).num().testBit(0) ? 1 : -1);
      case "airyai" -> Value.of(Exprs.ZERO, up ? 1 : 0);
      case "airyaiprime" -> up ? Value.of(Exprs.ZERO, -1) : null;
      case "airybi" -> up ? Value.infinity(1) : Value.of(Exprs.ZERO, 0);
      case "airybiprime" -> up ? Value.infinity(1) : null;
      default -> null;
    };
  }

  static Value atFinite(Expr.Call c, Value u, ToIntFunction<Expr> sign, Predicate<Expr> zero) {
    var args = c.args().size() == 1 ? List.of(u.finite()) : List.of(c.args().get(0), u.finite());
    var there = Value.of(Exprs.call(c.function(), args), 0);
    return switch (c.function().name()) {
      case "Si", "fresnels", "fresnelc", "erfi", "airyai", "airybi", "airyaiprime", "airybiprime", "besselj", "besseli" -> there;
      case "lambertw" -> sign.applyAsInt(Exprs.add(u.finite(), Exprs.exp(Exprs.MINUS_ONE))) > 0 ? there : null;
      case "Ei" -> sign.applyAsInt(u.finite()) != 0 ? there : Math.abs(u.side()) == 1 && zero.test(u.finite()) ? Value.infinity(-1) : null;
      case "Ci", "bessely" -> sign.applyAsInt(u.finite()) > 0 ? there
          : u.side() == 1 && zero.test(u.finite()) ? Value.infinity(isTurned(c) ? 1 : -1) : null;
      case "besselk" -> sign.applyAsInt(u.finite()) > 0 ? there : u.side() == 1 && zero.test(u.finite()) ? Value.infinity(1) : null;
      default -> null;
    };
  }
}
