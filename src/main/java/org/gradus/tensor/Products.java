package org.gradus.tensor;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Products over an index: by factors, constants to the number of values, exponentials to sums in the exponent. */
final class Products {

  private final Normalizer normalizer;

  Products(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  Sop of(Expr.Big b) {
    if (b.lower() == null || b.upper() == null) {
      throw new Unsupported("the range of " + b.index() + " is not known");
    }
    var range = new Range(normalizer.canonical(b.lower()), normalizer.canonical(b.upper()));
    var index = normalizer.bind(range, b.index());
    return of(normalizer.of(Trees.substitute(b.body(), b.index(), index)), index, range);
  }

  private Sop of(Sop body, Expr.Sym index, Range range) {
    for (var p : body.terms().keySet()) {
      for (var g : p.generators()) {
        if (g instanceof Expr.Call c && c.is("delta")) {
          for (int side = 0; side < 2; side++) {
            if (c.args().get(side).equals(index) && !Trees.freeSymbols(c.args().get(1 - side)).contains(index)) {
              return exceptAt(body, index, range, g, c.args().get(1 - side));
            }
          }
        }
      }
    }
    var single = body.single();
    if (single == null) {
      return body.isZero() ? Sop.ZERO : Sop.of(close(body.toExpr(), index, range));
    }
    var count = normalizer.contraction().count(range);
    var result = power(Sop.of(body.terms().get(single)), count);
    for (var e : single.exponents().entrySet()) {
      result = normalizer.times(result, factor(e.getKey(), e.getValue(), index, range, count));
    }
    return result;
  }

  private Sop factor(Expr g, Rational e, Expr.Sym index, Range range, Sop count) {
    if (!Trees.freeSymbols(g).contains(index)) {
      return power(normalizer.settle(Product.of(g, e)), count);
    }
    if (g instanceof Expr.Call c && c.is("exp")) {
      return normalizer.powers().exp(normalizer.contraction().sum(List.of(index), normalizer.of(c.arg())).scale(e));
    }
    if (e.isInteger() || normalizer.signs().positive(g)) {
      return normalizer.settle(Product.of(close(g, index, range), e));
    }
    return Sop.of(close(Product.power(g, e), index, range));
  }

  private Expr close(Expr body, Expr.Sym index, Range range) {
    var name = Naming.name(1 + Naming.depth(body), 0);
    return Exprs.product(normalizer.canonical(Trees.substitute(body, index, name)), name, range.lower(), range.upper());
  }

  private Sop power(Sop base, Sop exponent) {
    var r = exponent.rational();
    if (r != null) {
      return normalizer.powers().of(base, r);
    }
    if (base.rational() != null && base.rational().isOne()) {
      return base;
    }
    return normalizer.of(Exprs.pow(base.toExpr(), exponent.toExpr()));
  }

  /** A product whose factor at one value is another: Π f(d)·f_there(v)/f(v), where f(v) is not 0. */
  private Sop exceptAt(Sop body, Expr.Sym index, Range range, Expr delta, Expr value) {
    var own = normalizer.range(value);
    if (own == null || !own.within(range, normalizer)) {
      throw new Unsupported("whether " + value + " is a value of the index of the product is not known");
    }
    var elsewhere = Sop.ZERO;
    var there = Sop.ZERO;
    for (var t : body.terms().entrySet()) {
      if (t.getKey().exponent(delta).isZero()) {
        elsewhere = elsewhere.plus(Sop.of(t.getKey(), t.getValue()));
        there = there.plus(Sop.of(t.getKey(), t.getValue()));
      } else {
        there = there.plus(Sop.of(t.getKey().without(delta), t.getValue()));
      }
    }
    var at = normalizer.substitute(elsewhere, index, value);
    if (normalizer.signs().of(at) != Signs.Known.POSITIVE) {
      normalizer.uses(at.toExpr() + " != 0");
    }
    return normalizer.times(of(elsewhere, index, range),
        normalizer.times(normalizer.substitute(there, index, value), normalizer.powers().of(at, Rational.MINUS_ONE)));
  }
}
