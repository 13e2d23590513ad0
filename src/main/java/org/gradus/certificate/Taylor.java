package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Taylor coefficients of functions where they are smooth: f(a + t) = Σ cₖ tᵏ, and what is left after n terms is tⁿ·(cₙ + o(1)) (Peano). */
public final class Taylor {

  private static final Set<String> ENTIRE = Set.of("exp", "sin", "cos", "erf", "atan");
  private static final Set<String> POSITIVE = Set.of("log", "gamma", "loggamma", "digamma");
  /** Of functions whose derivatives are not written down here. */
  private static final int MAX_DERIVATIVE = 8;
  private static final Expr.Sym POINT = Exprs.sym("#point");

  private Taylor() {}

  /** Whether a function of the table has all derivatives near a. */
  static boolean isSmooth(String name, Expr a, Growth growth) {
    try {
      return ENTIRE.contains(name) || POSITIVE.contains(name) && growth.sign(a) > 0
          || name.equals("asin") && growth.sign(Exprs.sub(Exprs.ONE, Exprs.pow(a, 2))) > 0;
    } catch (Rejected _) {
      return false;
    }
  }

  /** The k-th coefficient at a of a function of one variable or of a power with a constant exponent. Throws {@link Rejected}. */
  public static Expr coefficient(Expr f, Expr a, int k, Growth growth) {
    if (f instanceof Expr.Pow p) {
      boolean whole = p.exponent() instanceof Expr.Num n && n.value().isInteger();
      int s = growth.sign(a);
      require(growth.free(p.exponent()) && (s > 0 || s < 0 && whole), "a power that may not be smooth there");
      Expr c = Exprs.ONE;
      for (int i = 0; i < k; i++) {
        c = Exprs.mul(c, Exprs.add(p.exponent(), Exprs.num(-i)), Exprs.num(Rational.of(1, i + 1)));
      }
      return Exprs.isOne(a) ? c : Exprs.mul(c, Exprs.pow(a, Exprs.add(p.exponent(), Exprs.num(-k))));
    }
    require(f instanceof Expr.Call c && c.args().size() == 1 && isSmooth(c.function().name(), a, growth), "a function that may not be smooth there");
    var name = ((Expr.Call) f).function().name();
    var factor = Exprs.num(inverseFactorial(k));
    return switch (name) {
      case "exp" -> Exprs.isZero(a) ? factor : Exprs.mul(factor, Exprs.exp(a));
      case "log" -> k == 0 ? Exprs.isOne(a) ? Exprs.ZERO : Exprs.log(a)
          : Exprs.mul(Exprs.num(Rational.of(k % 2 == 0 ? -1 : 1, k)), Exprs.pow(a, -k));
      case "sin", "cos" -> {
        int turn = (k + (name.equals("cos") ? 1 : 0)) % 4;
        var value = Exprs.isZero(a) ? turn % 2 == 0 ? Exprs.ZERO : Exprs.ONE : Exprs.call(turn % 2 == 0 ? "sin" : "cos", a);
        yield product(Exprs.num(turn < 2 ? inverseFactorial(k) : inverseFactorial(k).negate()), value);
      }
      default -> {
        if (name.equals("atan") && Exprs.isZero(a)) {
          yield Exprs.num(k % 2 == 0 ? Rational.ZERO : Rational.of(k % 4 == 1 ? 1 : -1, k));
        }
        require(k <= MAX_DERIVATIVE, "a derivative of too high an order");
        yield product(factor, Trees.substitute(Slope.of(Exprs.call(name, POINT), POINT, k), POINT, a));
      }
    };
  }

  private static Expr product(Expr a, Expr b) {
    return Exprs.isZero(a) || Exprs.isZero(b) ? Exprs.ZERO : Exprs.mul(a, b);
  }

  static Rational inverseFactorial(int k) {
    var r = Rational.ONE;
    for (int i = 2; i <= k; i++) {
      r = r.dividedBy(Rational.of(i));
    }
    return r;
  }
}
