package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Derivatives of scalar expressions with indices, by a name or a component: ∂z_j/∂z_k = δ_jk, through sums, products,
 * functions, inverses (dA⁻¹ = −A⁻¹·dA·A⁻¹) and determinants (d det A = det A·tr(A⁻¹dA); Magnus and Neudecker 1999, ch. 8).
 */
final class Slopes {

  private final Inverses inverses;
  private int fresh;

  Slopes(Inverses inverses) {
    this.inverses = inverses;
  }

  /** Throws {@link Unsupported}. */
  Expr of(Expr e, Expr by) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> Exprs.ZERO;
      case Expr.Sym s -> symbol(s, by);
      case Expr.Indexed x -> component(x, by);
      case Expr.Add a -> sum(a.args().stream().map(t -> of(t, by)).toList());
      case Expr.Mul m -> product(m.args(), by);
      case Expr.Pow p -> power(p, by);
      case Expr.Call c -> call(c, by);
      case Expr.Apply a -> apply(a, by);
      case Expr.Cases c -> Exprs.cases(c.conditions(), c.values().stream().map(v -> of(v, by)).toList(),
          c.otherwise() == null ? null : of(c.otherwise(), by));
      case Expr.Big b -> big(b, by);
      case Expr.Diff _, Expr.At _, Expr.Limit _, Expr.Integral _ -> throw new Unsupported("the derivative of " + e + " is not taken");
      case Expr.Rel _, Expr.Logic _, Expr.Matrix _ -> throw new Unsupported("the derivative of " + e + " is not taken");
    };
  }

  private Expr symbol(Expr.Sym s, Expr by) {
    if (s.equals(by)) {
      return Exprs.ONE;
    }
    var matrix = inverses.ofDeterminant(s.name());
    if (matrix == null) {
      return Exprs.ZERO;
    }
    var k = fresh();
    var l = fresh();
    var slope = of(matrix.at(k, l), by);
    return Exprs.isZero(slope) ? slope : Exprs.mul(s, sumOver(matrix.size(), List.of(k, l),
        Exprs.mul(Exprs.indexed(matrix.base(), List.of(l, k), List.of()), slope)));
  }

  private Expr.Sym fresh() {
    return Exprs.sym("@d" + ++fresh);
  }

  private static Expr sumOver(Expr size, List<Expr.Sym> indices, Expr body) {
    var e = body;
    for (var i : indices) {
      e = Exprs.sum(e, i, Exprs.ONE, size);
    }
    return e;
  }

  private Expr component(Expr.Indexed x, Expr by) {
    if (x.equals(by)) {
      return Exprs.ONE;
    }
    var matrix = inverses.inverted(x.base());
    if (matrix != null) {
      var k = fresh();
      var l = fresh();
      var slope = of(matrix.at(k, l), by);
      return Exprs.isZero(slope) ? slope : Exprs.neg(sumOver(matrix.size(), List.of(k, l), Exprs.mul(
          Exprs.indexed(x.base(), List.of(x.sub().get(0), k), List.of()), slope,
          Exprs.indexed(x.base(), List.of(l, x.sub().get(1)), List.of()))));
    }
    if (!(by instanceof Expr.Indexed y) || !x.base().equals(y.base())) {
      return Exprs.ZERO;
    }
    if (x.sub().size() != y.sub().size() || x.sup().size() != y.sup().size()) {
      throw new Unsupported("whether " + x + " depends on " + by + " is not clear");
    }
    var factors = new ArrayList<Expr>();
    var a = Trees.children(x);
    var b = Trees.children(y);
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).equals(b.get(i))) {
        continue;
      }
      if (a.get(i) instanceof Expr.Num && b.get(i) instanceof Expr.Num) {
        return Exprs.ZERO;
      }
      factors.add(Exprs.call("delta", a.get(i), b.get(i)));
    }
    return Exprs.mul(factors);
  }

  private static Expr sum(List<Expr> terms) {
    return Exprs.add(terms.stream().filter(t -> !Exprs.isZero(t)).toList());
  }

  private static Expr times(Expr... factors) {
    for (var f : factors) {
      if (Exprs.isZero(f)) {
        return Exprs.ZERO;
      }
    }
    return Exprs.mul(factors);
  }

  private Expr product(List<Expr> factors, Expr by) {
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < factors.size(); i++) {
      var slope = of(factors.get(i), by);
      if (!Exprs.isZero(slope)) {
        var term = new ArrayList<>(factors);
        term.set(i, slope);
        terms.add(Exprs.mul(term));
      }
    }
    return Exprs.add(terms);
  }

  private Expr power(Expr.Pow p, Expr by) {
    var inner = of(p.base(), by);
    var outer = of(p.exponent(), by);
    var byBase = times(p.exponent(), Exprs.pow(p.base(), Exprs.add(p.exponent(), Exprs.MINUS_ONE)), inner);
    return Exprs.isZero(outer) ? byBase : sum(List.of(byBase, Exprs.mul(p, Exprs.log(p.base()), outer)));
  }

  private Expr call(Expr.Call c, Expr by) {
    var f = c.function();
    if (f.name().equals("delta") || f.name().equals("indicator")) {
      return Exprs.ZERO;
    }
    var inner = c.args().stream().map(a -> of(a, by)).toList();
    if (inner.stream().allMatch(Exprs::isZero)) {
      return Exprs.ZERO;
    }
    if (!f.hasPartials()) {
      if (!f.isDefined() || !f.scalar()) {
        throw new Unsupported("there is no rule for the derivative of " + f.name());
      }
      return of(f.expand(c.args()), by);
    }
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < inner.size(); i++) {
      if (!Exprs.isZero(inner.get(i))) {
        var outer = f.partial(c.args(), i);
        if (outer == null) {
          throw new Unsupported("there is no rule for the derivative of " + f.name() + " by its argument " + (i + 1));
        }
        terms.add(times(outer, inner.get(i)));
      }
    }
    return sum(terms);
  }

  private Expr apply(Expr.Apply a, Expr by) {
    var inner = a.args().stream().map(x -> of(x, by)).toList();
    if (inner.stream().allMatch(Exprs::isZero)) {
      return Exprs.ZERO;
    }
    if (inner.size() != 1) {
      throw new Unsupported("the derivative of the unknown function " + a.name() + " of several arguments");
    }
    return times(Exprs.apply(a.name(), a.primes() + 1, a.args()), inner.getFirst());
  }

  private Expr big(Expr.Big b, Expr by) {
    for (var end : new Expr[] {b.lower(), b.upper()}) {
      if (end != null && !Exprs.isZero(of(end, by))) {
        throw new Unsupported("the derivative by the end of a range is not taken");
      }
    }
    var index = b.index();
    var body = b.body();
    if (Trees.freeSymbols(by).contains(index)) {
      index = fresh();
      body = Trees.substitute(body, b.index(), index);
    }
    var slope = of(body, by);
    if (Exprs.isZero(slope)) {
      return slope;
    }
    if (b.kind() == Expr.Big.Kind.SUM) {
      return Exprs.sum(slope, index, b.lower(), b.upper());
    }
    // Each factor in turn, times all the others.
    var other = fresh();
    var others = Exprs.product(Exprs.cases(List.of(Exprs.rel(RelOp.EQ, other, index)), List.of(Exprs.ONE),
        Trees.substitute(body, index, other)), other, b.lower(), b.upper());
    return Exprs.sum(Exprs.mul(slope, others), index, b.lower(), b.upper());
  }
}
