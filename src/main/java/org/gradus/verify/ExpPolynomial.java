package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * A sum of products of powers of a variable, exponentials and one other function of it: {@code Σ c·x^n·e^{g(x)}·b^{h(x)}·f(x)}. The
 * pieces are defined and continuous for all real x wherever their coefficients are defined.
 */
record ExpPolynomial(List<Piece> pieces) {

  private static final int MAX_PIECES = 64;
  private static final int MAX_POWER = 12;

  /**
   * One product.
   *
   * @param coefficient free of the variable
   * @param power       of the variable
   * @param exponent    of e; 0 where there is none
   * @param base        of a power with the variable in its exponent, free of it; null where there is none
   * @param height      the exponent of the base; 0 where there is none
   * @param function    a call of sin, cos or abs, or the reciprocal of a factorial; null where there is none
   */
  record Piece(Expr coefficient, int power, Expr exponent, Expr base, Expr height, Expr function) {

    static Piece constant(Expr c) {
      return new Piece(c, 0, Exprs.ZERO, null, Exprs.ZERO, null);
    }

    Piece times(Piece o) {
      if (function != null && o.function != null || base != null && o.base != null && !base.equals(o.base) || power + o.power > MAX_POWER) {
        return null;
      }
      return new Piece(Exprs.mul(coefficient, o.coefficient), power + o.power, Exprs.add(exponent, o.exponent), base != null ? base : o.base,
          Exprs.add(height, o.height), function != null ? function : o.function);
    }
  }

  /** The expression in this form, or null. */
  static ExpPolynomial of(Expr e, Expr x) {
    var pieces = split(e, x);
    return pieces == null || pieces.isEmpty() ? null : new ExpPolynomial(pieces);
  }

  private static boolean isFree(Expr e, Expr x) {
    return !Trees.any(e, y -> y.equals(x));
  }

  private static List<Piece> split(Expr e, Expr x) {
    if (isFree(e, x)) {
      return List.of(Piece.constant(e));
    }
    if (e.equals(x)) {
      return List.of(new Piece(Exprs.ONE, 1, Exprs.ZERO, null, Exprs.ZERO, null));
    }
    return switch (e) {
      case Expr.Add a -> {
        var all = new ArrayList<Piece>();
        for (var t : a.args()) {
          var p = split(t, x);
          if (p == null || all.size() + p.size() > MAX_PIECES) {
            yield null;
          }
          all.addAll(p);
        }
        yield all;
      }
      case Expr.Mul m -> {
        List<Piece> all = List.of(Piece.constant(Exprs.ONE));
        for (var f : m.args()) {
          all = product(all, split(f, x));
          if (all == null) {
            yield null;
          }
        }
        yield all;
      }
      case Expr.Pow p -> power(p, x);
      case Expr.Call c when c.is("exp") -> List.of(new Piece(Exprs.ONE, 0, c.arg(), null, Exprs.ZERO, null));
      case Expr.Call c when c.is("phi") -> split(Exprs.mul(Exprs.pow(Exprs.mul(Exprs.num(2), Exprs.PI), Exprs.num(Rational.of(-1, 2))),
          Exprs.exp(Exprs.neg(Exprs.div(Exprs.pow(c.arg(), 2), Exprs.num(2))))), x);
      case Expr.Call c when c.is("sin") || c.is("cos") || c.is("abs") -> List.of(new Piece(Exprs.ONE, 0, Exprs.ZERO, null, Exprs.ZERO, c));
      default -> null;
    };
  }

  private static List<Piece> power(Expr.Pow p, Expr x) {
    if (isFree(p.base(), x)) {
      return List.of(new Piece(Exprs.ONE, 0, Exprs.ZERO, p.base(), p.exponent(), null));
    }
    if (p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().isIntegerWithin(MAX_POWER)) {
      int k = n.value().intValueExact();
      if (p.base() instanceof Expr.Call c && c.is("exp")) {
        return List.of(new Piece(Exprs.ONE, 0, Exprs.mul(n, c.arg()), null, Exprs.ZERO, null));
      }
      if (k == -1 && p.base() instanceof Expr.Call c && c.is("factorial") && c.arg().equals(x)) {
        return List.of(new Piece(Exprs.ONE, 0, Exprs.ZERO, null, Exprs.ZERO, p));
      }
      if (p.base() instanceof Expr.Call c && c.is("abs") && k == 2) {
        return power((Expr.Pow) Exprs.pow(c.arg(), 2), x);
      }
      List<Piece> all = k < 0 ? null : List.of(Piece.constant(Exprs.ONE));
      var one = split(p.base(), x);
      for (int i = 0; i < k && all != null; i++) {
        all = product(all, one);
      }
      return all;
    }
    return null;
  }

  private static List<Piece> product(List<Piece> some, List<Piece> others) {
    if (some == null || others == null || some.size() * others.size() > MAX_PIECES) {
      return null;
    }
    var all = new ArrayList<Piece>();
    for (var a : some) {
      for (var b : others) {
        var p = a.times(b);
        if (p == null) {
          return null;
        }
        all.add(p);
      }
    }
    return all;
  }

  /** The coefficients of a polynomial of a degree of at most 2, from that of x^0 on; null for anything else. */
  static Expr[] quadratic(Expr e, Expr x) {
    var found = new Expr[] {Exprs.ZERO, Exprs.ZERO, Exprs.ZERO};
    if (Exprs.isZero(e)) {
      return found;
    }
    var pieces = split(e, x);
    if (pieces == null) {
      return null;
    }
    for (var p : pieces) {
      if (p.power() > 2 || !Exprs.isZero(p.exponent()) || p.base() != null || p.function() != null) {
        return null;
      }
      found[p.power()] = Exprs.add(found[p.power()], p.coefficient());
    }
    return found;
  }
}
