package org.gradus.certificate;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.ite;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Replaces functions by their definitions in the table, |·| and its kin by cases, sums over numbers by their terms. */
public final class Expand {

  private static final int MAX_TERMS = 200;

  private Expand() {}

  public static Expr of(Expr e) {
    Meter.spend(1);
    return switch (e) {
      case Expr.Call c -> call1(c);
      case Expr.Pow p when p.base() instanceof Expr.Call c && c.is("abs") && even(p.exponent()) ->
          pow(of(c.arg()), p.exponent());
      case Expr.Big b -> big(b);
      default -> Trees.map(e, Expand::of);
    };
  }

  private static boolean even(Expr e) {
    return e instanceof Expr.Num n && n.value().isInteger() && !n.value().num().testBit(0);
  }

  private static Expr call1(Expr.Call c) {
    var f = c.function();
    if (f.isDefined() && f.scalar()) {
      return of(f.expand(c.args()));
    }
    if (c.is("log") && c.arg() instanceof Expr.Call inner && inner.is("abs")) {
      return Exprs.mul(Exprs.HALF, Exprs.log(pow(of(inner.arg()), 2)));
    }
    List<Expr> a = c.args().stream().map(Expand::of).toList();
    return switch (f.name()) {
      case "abs" -> ite(rel(RelOp.GE, a.get(0), ZERO), a.get(0), neg(a.get(0)));
      case "sign" -> Exprs.cases(List.of(rel(RelOp.GT, a.get(0), ZERO), rel(RelOp.LT, a.get(0), ZERO)),
          List.of(Exprs.ONE, Exprs.MINUS_ONE), ZERO);
      case "root" -> root(a.get(0), a.get(1));
      case "atan2" -> atan2(a.get(0), a.get(1));
      case "acos" -> Exprs.sub(div(Exprs.PI, num(2)), call("asin", a.get(0)));
      default -> Exprs.call(f, a);
    };
  }

  private static Expr root(Expr x, Expr n) {
    if (!(n instanceof Expr.Num k) || !k.value().isInteger() || k.value().signum() <= 0) {
      return pow(x, pow(n, Exprs.MINUS_ONE));
    }
    var q = num(k.value().reciprocal());
    boolean odd = k.value().num().testBit(0) && !k.value().isOne();
    return odd ? ite(rel(RelOp.GE, x, ZERO), pow(x, q), neg(pow(neg(x), q))) : pow(x, q);
  }

  private static Expr atan2(Expr y, Expr x) {
    var atan = call("atan", div(y, x));
    var half = div(Exprs.PI, num(2));
    var left = rel(RelOp.LT, x, ZERO);
    return Exprs.cases(
        List.of(rel(RelOp.GT, x, ZERO), Exprs.and(List.of(left, rel(RelOp.GE, y, ZERO))), left,
            rel(RelOp.GT, y, ZERO), rel(RelOp.LT, y, ZERO)),
        List.of(atan, Exprs.add(atan, Exprs.PI), Exprs.sub(atan, Exprs.PI), half, neg(half)), null);
  }

  private static Expr big(Expr.Big b) {
    if (b.lower() instanceof Expr.Num lo && b.upper() instanceof Expr.Num hi && lo.value().isInteger()
        && hi.value().isInteger() && hi.value().minus(lo.value()).compareTo(Rational.of(MAX_TERMS)) < 0) {
      var terms = new ArrayList<Expr>();
      for (var k = lo.value(); k.compareTo(hi.value()) <= 0; k = k.plus(Rational.ONE)) {
        terms.add(of(Trees.substitute(b.body(), b.index(), num(k))));
      }
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.add(terms) : Exprs.mul(terms);
    }
    return Trees.map(b, Expand::of);
  }
}
