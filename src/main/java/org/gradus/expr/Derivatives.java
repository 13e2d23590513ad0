package org.gradus.expr;

import static org.gradus.expr.Exprs.MINUS_ONE;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr.Indexed;
import org.gradus.expr.Expr.Sym;

/**
 * Symbolic differentiation. The result is the derivative wherever the expression is differentiable and the result is
 * defined; at kinks it is a convention.
 */
public final class Derivatives {

  /** Thrown where there is no rule; the message says so in words. */
  public static final class NotDifferentiable extends RuntimeException {
    public NotDifferentiable(String message) {
      super(message, null, false, false);
    }
  }

  private Derivatives() {}

  private record Known(Expr e, Expr by, int order, Expr derivative) {}

  /** What was asked for lately: a derivative is wanted by whoever claims, proves and refutes it. Immutable entries, no lock. */
  private static final Known[] RECENT = new Known[256];

  /** The derivative of the given order by a symbol or a component. Throws {@link NotDifferentiable}. */
  public static Expr of(Expr e, Expr by, int order) {
    int place = (31 * (31 * e.hashCode() + by.hashCode()) + order) & RECENT.length - 1;
    var known = RECENT[place];
    if (known != null && known.e() == e && known.by() == by && known.order() == order) {
      return known.derivative();
    }
    var result = carryOut(e);
    for (int i = 0; i < order; i++) {
      result = byExpression(result, by);
    }
    RECENT[place] = new Known(e, by, order, result);
    return result;
  }

  /** Carries out every derivative and every evaluation bar inside, innermost first. Throws {@link NotDifferentiable}. */
  public static Expr carryOut(Expr e) {
    if (!Kinds.occur(e, Kinds.DIFF | Kinds.AT)) {
      return e;
    }
    return switch (e) {
      case Expr.Diff d -> of(carryOut(d.body()), carryOutBy(d.by()), d.order());
      case Expr.At a -> Trees.substitute(carryOut(a.body()), a.var(), carryOut(a.value()));
      default -> Trees.map(e, Derivatives::carryOut);
    };
  }

  private static Expr carryOutBy(Expr by) {
    return by instanceof Sym || by instanceof Indexed ? by : carryOut(by);
  }

  private static Expr byExpression(Expr e, Expr by) {
    if (by instanceof Sym || by instanceof Indexed) {
      return d(e, by);
    }
    var u = Exprs.sym("u_");
    var inU = Trees.substitute(e, by, u);
    var variables = Trees.freeSymbols(by);
    if (variables.isEmpty() || Trees.freeSymbols(inU).stream().anyMatch(variables::contains)) {
      throw new NotDifferentiable(
          "the derivative by " + by + " has no clear meaning: the expression depends on more than " + by);
    }
    return Trees.substitute(d(inU, u), u, by);
  }

  private static boolean mentions(Expr e, Expr by) {
    return by instanceof Indexed x
        ? Kinds.occur(e, Kinds.INDEXED) && Trees.any(e, n -> n instanceof Indexed y && y.base().equals(x.base()))
        : by instanceof Sym s && Trees.isFree(e, s);
  }

  private static Expr d(Expr e, Expr by) {
    if (!mentions(e, by)) {
      return ZERO;
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> ZERO;
      case Sym s -> s.equals(by) ? ONE : ZERO;
      case Indexed x -> component(x, by);
      case Expr.Add a -> {
        var terms = new ArrayList<Expr>(a.args().size());
        for (var t : a.args()) {
          terms.add(d(t, by));
        }
        yield sumOf(terms);
      }
      case Expr.Mul m -> product(m.args(), by);
      case Expr.Pow p -> power(p, by);
      case Expr.Call c -> call(c, by);
      case Expr.Apply a -> apply(a, by);
      case Expr.Cases c -> Exprs.cases(c.conditions(), c.values().stream().map(v -> d(v, by)).toList(),
          c.otherwise() == null ? null : d(c.otherwise(), by));
      case Expr.Big b -> big(b, by);
      case Expr.Integral i -> integral(i, by);
      case Expr.Diff x -> d(carryOut(x), by);
      case Expr.At x -> d(carryOut(x), by);
      case Expr.Limit _ -> throw new NotDifferentiable("the derivative of a limit is not taken");
      case Expr.Rel _, Expr.Logic _ -> throw new NotDifferentiable("a relation has no derivative");
      case Expr.Matrix m -> Exprs.matrix(m.rows().stream().map(r -> r.stream().map(c -> d(c, by)).toList()).toList());
    };
  }

  private static Expr sumOf(List<Expr> terms) {
    var rest = new ArrayList<Expr>(terms.size());
    for (var t : terms) {
      if (!Exprs.isZero(t)) {
        rest.add(t);
      }
    }
    return add(rest);
  }

  private static Expr times(Expr... factors) {
    for (var f : factors) {
      if (Exprs.isZero(f)) {
        return ZERO;
      }
    }
    return mul(factors);
  }

  private static Expr component(Indexed x, Expr by) {
    if (!(by instanceof Indexed y) || x.sub().size() != y.sub().size() || x.sup().size() != y.sup().size()) {
      throw new NotDifferentiable("whether " + x + " depends on " + by + " is not clear");
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
    if (i.equals(j)) {
      return ONE;
    }
    return i instanceof Expr.Num && j instanceof Expr.Num ? ZERO : Exprs.call("delta", i, j);
  }

  private static Expr product(List<Expr> factors, Expr by) {
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < factors.size(); i++) {
      var di = d(factors.get(i), by);
      if (!Exprs.isZero(di)) {
        var term = new ArrayList<>(factors);
        term.set(i, di);
        terms.add(mul(term));
      }
    }
    return add(terms);
  }

  private static Expr power(Expr.Pow p, Expr by) {
    var u = p.base();
    var v = p.exponent();
    if (!mentions(v, by)) {
      return times(v, pow(u, add(v, MINUS_ONE)), d(u, by));
    }
    if (!mentions(u, by)) {
      return times(p, Exprs.log(u), d(v, by));
    }
    return mul(p, add(times(d(v, by), Exprs.log(u)), times(v, d(u, by), pow(u, MINUS_ONE))));
  }

  private static Expr call(Expr.Call c, Expr by) {
    var f = c.function();
    if (!f.hasPartials()) {
      if (!f.isDefined() || !f.scalar()) {
        throw new NotDifferentiable("there is no rule for the derivative of " + f.name());
      }
      return d(f.expand(c.args()), by);
    }
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < c.args().size(); i++) {
      var inner = d(c.args().get(i), by);
      if (!Exprs.isZero(inner)) {
        var outer = f.partial(c.args(), i);
        if (outer == null) {
          throw new NotDifferentiable("there is no rule for the derivative of " + f.name() + " by its argument " + (i + 1));
        }
        terms.add(times(outer, inner));
      }
    }
    return sumOf(terms);
  }

  private static Expr apply(Expr.Apply a, Expr by) {
    if (a.args().size() != 1) {
      throw new NotDifferentiable("what " + a.name() + " is, is not known");
    }
    return times(Exprs.apply(a.name(), a.primes() + 1, a.args()), d(a.args().get(0), by));
  }

  private static Expr big(Expr.Big b, Expr by) {
    boolean rangeMoves = b.lower() != null && mentions(b.lower(), by) || b.upper() != null && mentions(b.upper(), by);
    if (b.kind() == Expr.Big.Kind.PRODUCT || rangeMoves) {
      throw new NotDifferentiable("the derivative of " + b + " is not taken");
    }
    if (Trees.freeSymbols(by).contains(b.index())) {
      var fresh = Exprs.sym(b.index().name() + "_");
      return d(Exprs.sum(Trees.substitute(b.body(), b.index(), fresh), fresh, b.lower(), b.upper()), by);
    }
    return Exprs.sum(d(b.body(), by), b.index(), b.lower(), b.upper());
  }

  private static Expr integral(Expr.Integral i, Expr by) {
    if (i.lower() == null) {
      if (i.var().equals(by)) {
        return i.body();
      }
      return Exprs.integral(d(i.body(), by), i.var(), null, null);
    }
    var ends = sumOf(List.of(
        times(Trees.substitute(i.body(), Map.of(i.var(), i.upper())), d(i.upper(), by)),
        mul(MINUS_ONE, times(Trees.substitute(i.body(), Map.of(i.var(), i.lower())), d(i.lower(), by)))));
    return !i.var().equals(by) && mentions(i.body(), by)
        ? sumOf(List.of(ends, Exprs.integral(d(i.body(), by), i.var(), i.lower(), i.upper())))
        : ends;
  }
}
