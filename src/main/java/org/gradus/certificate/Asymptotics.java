package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Asymptotic expansions of special functions of u → +∞ (of the error function also −∞): what is left after n terms is the next power of
 * 1/u times what tends to the next coefficient. Abramowitz and Stegun 6.1.40, 6.3.18, 7.1.23, 9.7.1, 9.7.2; of 9.2.1 and 9.2.2 only that
 * what is left is bounded.
 */
final class Asymptotics {

  private static final Rational[] BERNOULLI = {Rational.ONE, Rational.of(1, 6), Rational.of(-1, 30), Rational.of(1, 42),
      Rational.of(-1, 30), Rational.of(5, 66), Rational.of(-691, 2730), Rational.of(7, 6), Rational.of(-3617, 510)};

  private Asymptotics() {}

  /** @param germ the order of the new name, which the expression contains */
  record Found(Expr as, Growth.Order germ) {}

  private static Expr num(Rational r) {
    return Exprs.num(r);
  }

  static Found of(Expr e, int terms, Expr germ, Growth growth) {
    require(e instanceof Expr.Call, "not a function");
    var c = (Expr.Call) e;
    var name = c.function().name();
    boolean bessel = c.args().size() == 2 && name.startsWith("bessel");
    require(bessel || c.args().size() == 1, "no expansion of " + name);
    var u = c.args().get(bessel ? 1 : 0);
    var order = growth.of(u);
    require(growth.direction(order) > 0 && order.coefficient() != null, "no large argument");
    int s = growth.sign(order.coefficient());
    require(s > 0 || s < 0 && name.equals("erf"), "no expansion of " + name + " there");
    return bessel ? bessel(name, c.args().get(0), u, terms, germ) : switch (name) {
      case "gamma" -> {
        var log = gamma(u, terms, germ);
        yield new Found(Exprs.exp(log.as()), log.germ());
      }
      case "loggamma" -> gamma(u, terms, germ);
      case "digamma" -> {
        var all = new ArrayList<Expr>();
        all.add(Exprs.log(u));
        all.add(Exprs.mul(num(Rational.of(-1, 2)), Exprs.pow(u, -1)));
        for (int j = 1; j < terms; j++) {
          all.add(Exprs.mul(num(bernoulli(j).dividedBy(Rational.of(-2L * j))), Exprs.pow(u, -2L * j)));
        }
        all.add(Exprs.mul(germ, Exprs.pow(u, -2L * terms)));
        yield new Found(Exprs.add(all), tendsTo(num(bernoulli(terms).dividedBy(Rational.of(-2L * terms)))));
      }
      case "erf" -> {
        var all = new ArrayList<Expr>();
        var k = Rational.ONE; // (−1)^j (2j−1)!!/2^j
        for (int j = 0; j < terms; j++) {
          all.add(Exprs.mul(num(k), Exprs.pow(u, -2L * j - 1)));
          k = k.times(Rational.of(-2L * j - 1, 2));
        }
        all.add(Exprs.mul(germ, Exprs.pow(u, -2L * terms - 1)));
        var tail = Exprs.mul(Exprs.exp(Exprs.neg(Exprs.pow(u, 2))), Exprs.pow(Exprs.PI, num(Rational.of(-1, 2))), Exprs.add(all));
        yield new Found(Exprs.sub(Exprs.num(s), tail), tendsTo(num(k)));
      }
      default -> throw new Rejected("no expansion of " + name);
    };
  }

  private static Growth.Order tendsTo(Expr c) {
    return new Growth.Order(c, Map.of());
  }

  private static Rational bernoulli(int j) {
    require(j < BERNOULLI.length, "no further terms of the expansion");
    return BERNOULLI[j];
  }

  private static Found gamma(Expr u, int terms, Expr germ) {
    var all = new ArrayList<Expr>();
    all.add(Exprs.mul(Exprs.sub(u, Exprs.HALF), Exprs.log(u)));
    all.add(Exprs.neg(u));
    all.add(Exprs.mul(Exprs.HALF, Exprs.log(Exprs.mul(Exprs.TWO, Exprs.PI))));
    for (int j = 1; j < terms; j++) {
      all.add(Exprs.mul(num(stirling(j)), Exprs.pow(u, 1 - 2L * j)));
    }
    all.add(Exprs.mul(germ, Exprs.pow(u, 1 - 2L * terms)));
    return new Found(Exprs.add(all), tendsTo(num(stirling(terms))));
  }

  private static Rational stirling(int j) {
    return bernoulli(j).dividedBy(Rational.of(2L * j * (2L * j - 1)));
  }

  private static Found bessel(String name, Expr order, Expr u, int terms, Expr germ) {
    require(order instanceof Expr.Num n && n.value().isIntegerWithin(1000), "a Bessel function of unknown order");
    var four = ((Expr.Num) order).value().pow(2).times(Rational.of(4));
    if (name.equals("besselj") || name.equals("bessely")) {
      return new Found(Exprs.mul(germ, Exprs.pow(u, num(Rational.of(-1, 2)))), new Growth.Order(null, Map.of()));
    }
    boolean rising = name.equals("besseli");
    require(rising || name.equals("besselk"), "no expansion of " + name);
    var all = new ArrayList<Expr>();
    var k = Rational.ONE; // Π (4ν² − (2j−1)²) / (j!·8^j), of I with alternating sign
    for (int j = 0; j < terms; j++) {
      all.add(Exprs.mul(num(k), Exprs.pow(u, -j)));
      k = k.times(four.minus(Rational.of((2L * j + 1) * (2L * j + 1)))).dividedBy(Rational.of(rising ? -8L * (j + 1) : 8L * (j + 1)));
    }
    all.add(Exprs.mul(germ, Exprs.pow(u, -terms)));
    var factor = rising ? Exprs.pow(Exprs.mul(Exprs.TWO, Exprs.PI, u), num(Rational.of(-1, 2)))
        : Exprs.mul(Exprs.pow(Exprs.mul(Exprs.HALF, Exprs.PI), Exprs.HALF), Exprs.pow(u, num(Rational.of(-1, 2))));
    return new Found(Exprs.mul(Exprs.exp(rising ? u : Exprs.neg(u)), factor, Exprs.add(all)), tendsTo(num(k)));
  }
}
