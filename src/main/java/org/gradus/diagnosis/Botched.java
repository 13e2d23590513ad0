package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Derivatives as they come out when one rule is applied wrongly at one place, and rightly everywhere else. What was
 * claimed is compared with them: so the rule that was botched is known, however the result was simplified afterwards.
 */
final class Botched {

  /** Wrong derivatives of one function beyond these are not looked at. */
  static final int MAX_VARIANTS = 120;

  /** A wrong derivative. */
  record Variant(Expr value, Slip slip, String message) {}

  private final Expr.Sym x;

  private Botched(Expr.Sym x) {
    this.x = x;
  }

  /** The wrong derivatives of a function by a variable. Throws {@link Derivatives.NotDifferentiable}. */
  static List<Variant> of(Expr function, Expr.Sym x) {
    var all = new Botched(x).variants(function);
    return all.size() > MAX_VARIANTS ? all.subList(0, MAX_VARIANTS) : all;
  }

  private Expr d(Expr e) {
    return Derivatives.of(e, x, 1);
  }

  private boolean moves(Expr e) {
    return Trees.freeSymbols(e).contains(x);
  }

  private List<Variant> variants(Expr e) {
    if (!moves(e)) {
      return List.of();
    }
    return switch (e) {
      case Expr.Add a -> sum(a);
      case Expr.Mul m -> product(m);
      case Expr.Pow p -> power(p);
      case Expr.Call c when c.args().size() == 1 -> call(c);
      default -> List.of();
    };
  }

  private List<Variant> sum(Expr.Add a) {
    var found = new ArrayList<Variant>();
    for (int i = 0; i < a.args().size(); i++) {
      var rest = new ArrayList<Expr>();
      for (int j = 0; j < a.args().size(); j++) {
        if (j != i && moves(a.args().get(j))) {
          rest.add(d(a.args().get(j)));
        }
      }
      for (var v : variants(a.args().get(i))) {
        var terms = new ArrayList<>(rest);
        terms.add(v.value);
        found.add(new Variant(Exprs.add(terms), v.slip, v.message));
      }
    }
    return found;
  }

  private List<Variant> product(Expr.Mul m) {
    var still = m.args().stream().filter(f -> !moves(f)).toList();
    var moving = m.args().stream().filter(this::moves).toList();
    var found = new ArrayList<Variant>();
    if (moving.size() == 1) {
      variants(moving.getFirst()).forEach(v -> found.add(v));
    } else {
      var under = moving.stream().filter(Botched::isReciprocal).toList();
      if (!under.isEmpty() && under.size() < moving.size()) {
        quotient(Exprs.mul(moving.stream().filter(f -> !isReciprocal(f)).toList()),
            Exprs.mul(under.stream().map(f -> Exprs.pow(f, -1)).toList()), found);
      } else {
        factors(moving, found);
      }
      within(moving, found);
    }
    return found.stream().map(v -> new Variant(with(still, v.value), v.slip, v.message)).toList();
  }

  private static Expr with(List<Expr> factors, Expr e) {
    var all = new ArrayList<>(factors);
    all.add(e);
    return Exprs.mul(all);
  }

  private static boolean isReciprocal(Expr f) {
    return f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0;
  }

  /** The product rule, halved and worse. */
  private void factors(List<Expr> moving, List<Variant> found) {
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < moving.size(); i++) {
      var factors = new ArrayList<>(moving);
      factors.set(i, d(moving.get(i)));
      terms.add(Exprs.mul(factors));
    }
    for (int i = 0; i < terms.size(); i++) {
      if (terms.size() > 2) {
        var fewer = new ArrayList<>(terms);
        fewer.remove(i);
        found.add(new Variant(Exprs.add(fewer), OtherSlips.PRODUCT_RULE, "the product rule has a term for every factor; the one in which "
            + Formula.quote(moving.get(i).toString()) + " is differentiated is missing"));
      } else {
        found.add(new Variant(terms.get(i), OtherSlips.PRODUCT_RULE, "this is half of the product rule: the term in which "
            + Formula.quote(moving.get(1 - i).toString()) + " is differentiated is missing"));
        found.add(new Variant(Exprs.sub(terms.get(i), terms.get(1 - i)), OtherSlips.PRODUCT_RULE,
            "the product rule has a plus between its two terms"));
      }
    }
    found.add(new Variant(Exprs.mul(moving.stream().map(this::d).toList()), OtherSlips.PRODUCT_RULE,
        "the derivative of a product is not the product of the derivatives"));
  }

  private void quotient(Expr u, Expr v, List<Variant> found) {
    var du = d(u);
    var dv = d(v);
    var right = Exprs.sub(Exprs.mul(du, v), Exprs.mul(u, dv));
    var square = Exprs.pow(v, -2);
    found.add(new Variant(Exprs.mul(Exprs.neg(right), square), OtherSlips.QUOTIENT_RULE,
        "the two terms of the quotient rule changed places: it is u'v - uv'"));
    found.add(new Variant(Exprs.mul(Exprs.add(Exprs.mul(du, v), Exprs.mul(u, dv)), square), OtherSlips.QUOTIENT_RULE,
        "the quotient rule has a minus between its two terms"));
    found.add(new Variant(Exprs.mul(right, Exprs.pow(v, -1)), OtherSlips.QUOTIENT_RULE, "the denominator of the quotient rule is squared"));
    found.add(new Variant(Exprs.div(du, dv), OtherSlips.QUOTIENT_RULE,
        "the derivative of a quotient is not the quotient of the derivatives"));
    found.add(new Variant(Exprs.div(du, v), OtherSlips.QUOTIENT_RULE, "this is half of the quotient rule: the denominator was not differentiated"));
    found.add(new Variant(Exprs.mul(Exprs.neg(u), dv, square), OtherSlips.QUOTIENT_RULE,
        "this is half of the quotient rule: the numerator was not differentiated"));
  }

  /** One factor differentiated wrongly, the product rule applied rightly. */
  private void within(List<Expr> moving, List<Variant> found) {
    for (int i = 0; i < moving.size(); i++) {
      var rest = new ArrayList<Expr>();
      for (int j = 0; j < moving.size(); j++) {
        if (j != i) {
          var factors = new ArrayList<>(moving);
          factors.set(j, d(moving.get(j)));
          rest.add(Exprs.mul(factors));
        }
      }
      for (var v : variants(moving.get(i))) {
        var factors = new ArrayList<>(moving);
        factors.set(i, v.value);
        var terms = new ArrayList<>(rest);
        terms.add(Exprs.mul(factors));
        found.add(new Variant(Exprs.add(terms), v.slip, v.message));
      }
    }
  }

  private List<Variant> power(Expr.Pow p) {
    var u = p.base();
    var n = p.exponent();
    var found = new ArrayList<Variant>();
    if (moves(n)) {
      if (!moves(u)) {
        found.add(new Variant(Exprs.mul(n, Exprs.pow(u, Exprs.sub(n, Exprs.ONE))), OtherSlips.EXPONENTIAL_RULE,
            "the power rule does not hold for " + Formula.quote(p.toString()) + ": the variable stands in the exponent"));
        found.add(new Variant(Exprs.mul(p, d(n)), OtherSlips.EXPONENTIAL_RULE, "the factor log(" + u + ") is missing"));
        inner(p, Exprs.mul(p, Exprs.log(u)), n, found);
      }
      return found;
    }
    var du = d(u);
    var less = Exprs.pow(u, Exprs.add(n, Exprs.MINUS_ONE));
    inner(p, Exprs.mul(n, less), u, found);
    found.add(new Variant(Exprs.mul(less, du), OtherSlips.POWER_FACTOR, "the exponent " + n + " of " + Formula.quote(p.toString())
        + " comes down as a factor"));
    found.add(new Variant(Exprs.mul(n, p, du), OtherSlips.POWER_RULE, "the exponent of " + Formula.quote(p.toString())
        + " becomes one less when it comes down"));
    found.add(new Variant(Exprs.mul(n, Exprs.pow(u, Exprs.add(n, Exprs.ONE)), du), OtherSlips.POWER_RULE,
        "the exponent of " + Formula.quote(p.toString()) + " becomes one less, not one more"));
    if (n instanceof Expr.Num k && k.value().signum() < 0) {
      found.add(new Variant(Exprs.mul(Exprs.neg(n), less, du), OtherSlips.POWER_RULE,
          "the negative exponent of " + Formula.quote(p.toString()) + " comes down with its sign"));
    }
    for (var v : variants(u)) {
      found.add(new Variant(Exprs.mul(n, less, v.value), v.slip, v.message));
    }
    return found;
  }

  private List<Variant> call(Expr.Call c) {
    var u = c.arg();
    var t = Exprs.sym("t_");
    var outer = Derivatives.of(Exprs.call(c.function(), List.of(t)), t, 1);
    var found = new ArrayList<Variant>();
    inner(c, Trees.substitute(outer, t, u), u, found);
    if (!u.equals(x)) {
      var du = d(u);
      found.add(new Variant(Trees.substitute(outer, t, du), OtherSlips.CHAIN_PLACE,
          "the outer derivative of " + Formula.quote(c.toString()) + " is taken at " + Formula.quote(u.toString()) + ", not at its derivative"));
      found.add(new Variant(Exprs.mul(c, du), OtherSlips.OUTER, "the outer function of " + Formula.quote(c.toString()) + " was not differentiated"));
      if (c.is("exp")) {
        found.add(new Variant(Exprs.mul(u, Exprs.exp(Exprs.sub(u, Exprs.ONE))), OtherSlips.EXPONENTIAL_RULE,
            "the power rule does not hold for " + Formula.quote(c.toString()) + ": the variable stands in the exponent"));
      }
      for (var v : variants(u)) {
        found.add(new Variant(Exprs.mul(Trees.substitute(outer, t, u), v.value), v.slip, v.message));
      }
    }
    return found;
  }

  /** The outer derivative without the inner one. */
  private void inner(Expr whole, Expr outer, Expr u, List<Variant> found) {
    if (!u.equals(x)) {
      var du = d(u);
      if (!Exprs.isOne(du)) {
        found.add(new Variant(outer, FactorSlips.INNER, "the inner derivative of " + Formula.quote(whole.toString()) + " is missing (chain rule): it is "
            + du));
        found.add(new Variant(Exprs.mul(outer, du, du), FactorSlips.INNER, "the inner derivative of " + Formula.quote(whole.toString())
            + " was taken twice"));
      }
    }
  }

  /** The derivatives of all inner functions, the outermost first; what could be missing by the chain rule. */
  static List<Expr> innerDerivatives(Expr function, Expr.Sym x) {
    var found = new LinkedHashSet<Expr>();
    try {
      collect(function, x, found);
    } catch (Derivatives.NotDifferentiable _) {
      return List.of();
    }
    return found.stream().limit(6).toList();
  }

  private static void collect(Expr e, Expr.Sym x, Set<Expr> found) {
    if (!Trees.freeSymbols(e).contains(x)) {
      return;
    }
    var inner = switch (e) {
      case Expr.Pow p -> Trees.freeSymbols(p.exponent()).contains(x) ? p.exponent() : p.base();
      case Expr.Call c when c.args().size() == 1 -> c.arg();
      default -> null;
    };
    if (inner != null && !inner.equals(x)) {
      var d = Derivatives.of(inner, x, 1);
      if (!Exprs.isOne(d) && Trees.size(d, 40) < 40) {
        found.add(d);
      }
    }
    Trees.children(e).forEach(c -> collect(c, x, found));
  }
}
