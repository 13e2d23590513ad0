package org.gradus.proof;

import static org.gradus.expr.Exprs.MINUS_ONE;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.PI;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.ite;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.RelOp.GE;
import static org.gradus.expr.RelOp.GT;
import static org.gradus.expr.RelOp.LT;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Recent;
import org.gradus.expr.Trees;

/**
 * Replaces every defined function by its definition, |·| and its kin by cases, finite sums by their terms. What is
 * left: rational operations, powers, exp, log, sin, cos, inverse and opaque functions, and cases.
 */
final class Expansion {

  /** A sum or product over a numeric range with more terms is left as it stands. */
  static final int MAX_TERMS_OF_SUM = 200;

  private Expansion() {}

  private static final Recent<Expr> RECENT = new Recent<>(1 << 12, Expansion::expanded);

  static Expr of(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.Sym || e instanceof Expr.Const ? e : RECENT.of(e);
  }

  private static Expr expanded(Expr e) {
    return switch (e) {
      case Expr.Call c -> call(c);
      case Expr.Pow p when p.base() instanceof Expr.Call c && c.is("abs") && evenInteger(p.exponent()) ->
          Exprs.pow(of(c.arg()), p.exponent());
      case Expr.Big b -> big(b);
      default -> Trees.map(e, Expansion::of);
    };
  }

  private static boolean evenInteger(Expr e) {
    return e instanceof Expr.Num n && n.value().isInteger() && !n.value().num().testBit(0);
  }

  private static Expr call(Expr.Call c) {
    var f = c.function();
    if (f.isDefined() && f.scalar()) {
      return of(f.expand(c.args()));
    }
    if (c.is("log") && c.arg() instanceof Expr.Call inner && inner.is("abs")) {
      return mul(Exprs.HALF, log(pow(of(inner.arg()), 2))); // the same value and domain, without cases
    }
    var args = c.args().stream().map(Expansion::of).toList();
    return switch (f.name()) {
      case "abs" -> ite(rel(GE, args.get(0), ZERO), args.get(0), neg(args.get(0)));
      case "sign" -> Exprs.cases(List.of(rel(GT, args.get(0), ZERO), rel(LT, args.get(0), ZERO)),
          List.of(ONE, MINUS_ONE), ZERO);
      case "root" -> root(args.get(0), args.get(1), c);
      case "atan2" -> atan2(args.get(0), args.get(1));
      case "acos" -> sub(div(PI, num(2)), Exprs.call("asin", args.get(0)));
      default -> Exprs.call(f, args);
    };
  }

  private static Expr root(Expr x, Expr n, Expr.Call whole) {
    if (!(n instanceof Expr.Num k) || !k.value().isInteger() || k.value().signum() <= 0) {
      return pow(x, pow(n, MINUS_ONE));
    }
    var q = num(k.value().reciprocal());
    return k.value().num().testBit(0) && !k.value().isOne()
        ? ite(rel(GE, x, ZERO), pow(x, q), neg(pow(neg(x), q)))
        : pow(x, q);
  }

  private static Expr atan2(Expr y, Expr x) {
    var atan = Exprs.call("atan", div(y, x));
    var half = div(PI, num(2));
    return Exprs.cases(
        List.of(rel(GT, x, ZERO),
            Exprs.and(List.of(rel(LT, x, ZERO), rel(GE, y, ZERO))),
            rel(LT, x, ZERO),
            rel(GT, y, ZERO),
            rel(LT, y, ZERO)),
        List.of(atan, add(atan, PI), sub(atan, PI), half, neg(half)),
        null);
  }

  private static Expr big(Expr.Big b) {
    if (b.lower() instanceof Expr.Num lo && b.upper() instanceof Expr.Num hi
        && lo.value().isInteger() && hi.value().isInteger()
        && hi.value().minus(lo.value()).compareTo(Rational.of(MAX_TERMS_OF_SUM)) < 0) {
      var terms = new ArrayList<Expr>();
      for (var k = lo.value(); k.compareTo(hi.value()) <= 0; k = k.plus(Rational.ONE)) {
        terms.add(of(Trees.substitute(b.body(), b.index(), num(k))));
      }
      return b.kind() == Expr.Big.Kind.SUM ? add(terms) : mul(terms);
    }
    return Trees.map(b, Expansion::of);
  }
}
