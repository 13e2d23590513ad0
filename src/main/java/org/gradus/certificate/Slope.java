package org.gradus.certificate;

import static org.gradus.expr.Exprs.ZERO;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Differentiation by the sum, product, power and chain rule. Defined functions are differentiated through their
 * definitions, so that of the slopes in the table only those of primitive functions are believed.
 */
public final class Slope {

  private Slope() {}

  /** The derivative of the given order by a variable, where it exists. Throws {@link Rejected}. */
  public static Expr of(Expr e, Expr by, int order) {
    var result = e;
    for (int i = 0; i < order; i++) {
      result = d(result, by);
    }
    return result;
  }

  /** Carries out derivatives and evaluation bars inside. Throws {@link Rejected}. */
  public static Expr carryOut(Expr e) {
    return switch (e) {
      case Expr.Diff d -> diff(carryOut(d.body()), d.by(), d.order());
      case Expr.At a -> Trees.substitute(carryOut(a.body()), a.var(), carryOut(a.value()));
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, Slope::carryOut);
    };
  }

  /**
   * What is differentiated in an expression: the formula of a derivative may have a value where the function has none
   * ({@code log(−e^x)}). Bars of evaluation are carried out; of a sum its first term is looked at.
   */
  static List<Expr> differentiated(Expr e) {
    var all = new ArrayList<Expr>();
    switch (e) {
      case Expr.Diff d -> {
        all.add(carryOut(d.body()));
        all.addAll(differentiated(d.body()));
      }
      case Expr.At a -> {
        all.addAll(differentiated(a.value()));
        differentiated(a.body()).forEach(f -> all.add(Trees.substitute(f, a.var(), carryOut(a.value()))));
      }
      case Expr.Big b when b.lower() != null -> differentiated(b.body()).forEach(f -> all.add(Trees.substitute(f, b.index(), b.lower())));
      default -> Trees.children(e).forEach(x -> all.addAll(differentiated(x)));
    }
    return all;
  }

  private static Expr diff(Expr body, Expr by, int order) {
    if (by instanceof Expr.Sym || by instanceof Expr.Indexed) {
      return of(body, by, order);
    }
    if (Trees.any(Expand.of(body), x -> x instanceof Expr.Cases || x instanceof Expr.Call c && c.is("floor"))) {
      throw new Rejected("a derivative of cases by an expression");
    }
    var u = Exprs.sym("u_");
    var inU = Trees.substitute(body, by, u);
    if (Trees.freeSymbols(body).contains(u) || Trees.freeSymbols(inU).stream().anyMatch(Trees.freeSymbols(by)::contains)) {
      throw new Rejected("the derivative by " + by + " has no clear meaning");
    }
    return Trees.substitute(of(inU, u, order), u, by);
  }

  private static boolean mentions(Expr e, Expr by) {
    return by instanceof Expr.Indexed x ? Trees.any(e, n -> n instanceof Expr.Indexed y && y.base().equals(x.base()) || Inverse.mentions(n, x.base()))
        : Trees.freeSymbols(e).contains(by);
  }

  private static Expr d(Expr e, Expr by) {
    Meter.spend(2);
    if (!mentions(e, by)) {
      return ZERO;
    }
    return switch (e) {
      case Expr.Sym _ -> Exprs.ONE;
      case Expr.Indexed x -> component(x, by);
      case Expr.Add a -> Exprs.add(a.args().stream().map(t -> d(t, by)).filter(t -> !Exprs.isZero(t)).toList());
      case Expr.Mul m -> product(m.args(), by);
      case Expr.Pow p -> power(p.base(), p.exponent(), p, by);
      case Expr.Call c -> call(c, by);
      case Expr.Apply a when a.args().size() == 1 ->
          times(Exprs.apply(a.name(), a.primes() + 1, a.args()), d(a.args().get(0), by));
      case Expr.Cases c -> Exprs.cases(c.conditions(), c.values().stream().map(v -> d(v, by)).toList(),
          c.otherwise() == null ? null : d(c.otherwise(), by));
      case Expr.Big b -> sum(b, by);
      case Expr.Diff _, Expr.At _ -> d(carryOut(e), by);
      default -> throw new Rejected("no rule for the derivative of " + e);
    };
  }

  private static Expr times(Expr... factors) {
    return List.of(factors).stream().anyMatch(Exprs::isZero) ? ZERO : Exprs.mul(factors);
  }

  private static Expr component(Expr.Indexed x, Expr by) {
    if (!(by instanceof Expr.Indexed y) || x.sub().size() != y.sub().size() || x.sup().size() != y.sup().size()) {
      throw new Rejected("whether " + x + " depends on " + by + " is not clear");
    }
    var factors = new ArrayList<Expr>();
    for (int i = 0; i < x.sub().size(); i++) {
      factors.add(delta(x.sub().get(i), y.sub().get(i)));
    }
    for (int i = 0; i < x.sup().size(); i++) {
      factors.add(delta(x.sup().get(i), y.sup().get(i)));
    }
    return times(factors.toArray(Expr[]::new));
  }

  private static Expr delta(Expr i, Expr j) {
    return i.equals(j) ? Exprs.ONE : i instanceof Expr.Num && j instanceof Expr.Num ? ZERO : Exprs.call("delta", i, j);
  }

  private static Expr product(List<Expr> factors, Expr by) {
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < factors.size(); i++) {
      var own = d(factors.get(i), by);
      if (!Exprs.isZero(own)) {
        var term = new ArrayList<>(factors);
        term.set(i, own);
        terms.add(Exprs.mul(term));
      }
    }
    return Exprs.add(terms);
  }

  private static Expr power(Expr u, Expr v, Expr whole, Expr by) {
    if (!mentions(v, by)) {
      return times(v, Exprs.pow(u, Exprs.add(v, Exprs.MINUS_ONE)), d(u, by));
    }
    var logarithmic = times(d(v, by), Exprs.log(u));
    return mentions(u, by)
        ? Exprs.mul(whole, Exprs.add(logarithmic, times(v, d(u, by), Exprs.pow(u, Exprs.MINUS_ONE))))
        : times(whole, logarithmic);
  }

  private static Expr call(Expr.Call c, Expr by) {
    var f = c.function();
    if (f.isDefined() && f.scalar()) {
      return d(f.expand(c.args()), by);
    }
    if (Inverse.is(c)) {
      return Inverse.slope(c, by);
    }
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < c.args().size(); i++) {
      var inner = d(c.args().get(i), by);
      if (!Exprs.isZero(inner)) {
        var outer = f.hasPartials() ? f.partial(c.args(), i) : null;
        if (outer == null) {
          throw new Rejected("no rule for the derivative of " + f.name());
        }
        terms.add(times(outer, inner));
      }
    }
    return Exprs.add(terms);
  }

  private static Expr sum(Expr.Big b, Expr by) {
    boolean moves = b.lower() != null && mentions(b.lower(), by) || b.upper() != null && mentions(b.upper(), by);
    if (b.kind() != Expr.Big.Kind.SUM || moves) {
      throw new Rejected("no rule for the derivative of " + b);
    }
    if (Trees.freeSymbols(by).contains(b.index())) {
      var fresh = b.index();
      while (Trees.freeSymbols(by).contains(fresh) || Trees.freeSymbols(b.body()).contains(fresh)) {
        fresh = Exprs.sym(fresh.name() + "_");
      }
      return d(Exprs.sum(Trees.substitute(b.body(), b.index(), fresh), fresh, b.lower(), b.upper()), by);
    }
    return Exprs.sum(d(b.body(), by), b.index(), b.lower(), b.upper());
  }
}
