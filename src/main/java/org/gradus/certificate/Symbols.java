package org.gradus.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Polynomials in atoms as polynomials in symbols g0, g1 …, each a root of an atom so that exponents are whole, and back. */
final class Symbols {

  private static final int MAX_TERMS = 60;
  private static final int MAX_DEGREE = 24;

  private Symbols() {}

  /** The polynomial in symbols, whose meanings go into {@code names}; null if it is too large or has roots in it. */
  static Expr expression(Poly p, Map<Expr, Poly> names) {
    if (p.size() > MAX_TERMS) {
      return null;
    }
    var scale = new TreeMap<Atom, Rational>();
    for (var m : p.terms().keySet()) {
      for (var e : m.exponents().entrySet()) {
        if (e.getKey().algebraic() || e.getValue().signum() < 0) {
          return null;
        }
        var d = e.getValue().den();
        scale.merge(e.getKey(), Rational.of(d), (a, b) -> Rational.of(a.num().divide(a.num().gcd(d)).multiply(d)));
      }
    }
    var symbols = new LinkedHashMap<Atom, Expr>();
    scale.forEach((a, k) -> {
      var s = Exprs.sym("g" + symbols.size());
      symbols.put(a, s);
      names.put(s, Poly.of(Mono.of(a, k.reciprocal()), Gauss.ONE));
    });
    var terms = new ArrayList<Expr>();
    for (var t : p.terms().entrySet()) {
      var factors = new ArrayList<Expr>();
      factors.add(Exprs.num(t.getValue().re()));
      for (var e : t.getKey().exponents().entrySet()) {
        var k = e.getValue().times(scale.get(e.getKey()));
        if (!k.isIntegerWithin(MAX_DEGREE)) {
          return null;
        }
        factors.add(Exprs.pow(symbols.get(e.getKey()), Exprs.num(k)));
      }
      terms.add(Exprs.mul(factors));
    }
    return Exprs.add(terms);
  }

  /** Back. Throws {@link Rejected} for anything but a polynomial in the symbols. */
  static Poly polynomial(Expr e, Map<Expr, Poly> names) {
    return switch (e) {
      case Expr.Num n -> Poly.of(n.value());
      case Expr.Sym s when names.containsKey(s) -> names.get(s);
      case Expr.Add a -> a.args().stream().map(x -> polynomial(x, names)).reduce(Poly.ZERO, Poly::plus);
      case Expr.Mul m -> m.args().stream().map(x -> polynomial(x, names)).reduce(Poly.ONE, Poly::times);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_DEGREE)
          && n.value().signum() >= 0 -> polynomial(p.base(), names).pow(n.value().intValueExact());
      default -> throw new Rejected("a factor is not a polynomial: " + e);
    };
  }
}
